//! Work on batches by several threads, with results taken in the order of the batches.

use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::Result;

/// Results that wait for an earlier one; more than this and their makers wait too.
const MOST_WAITING: usize = 16;

/// Takes batches from `source` one at a time, works on them on `threads`
/// threads, and gives the results to `sink` in the order of the batches.
///
/// An error of the source ends the run after the batches before it, an error
/// of the sink at once. `worker` makes what one thread needs for itself.
pub(super) fn run<S, W, B, R>(
    threads: usize,
    source: &mut S,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, B) -> R + Sync,
    sink: &mut (impl FnMut(R) -> Result<()> + Send),
) -> Result<()>
where
    S: FnMut() -> Result<Option<B>> + Send,
    R: Send,
{
    if threads <= 1 {
        let mut own = worker();
        while let Some(batch) = source()? {
            sink(work(&mut own, batch))?;
        }
        return Ok(());
    }
    let source = Mutex::new(Source {
        next: source,
        taken: 0,
        ended: None,
    });
    let line = Line {
        state: Mutex::new(State {
            sink,
            waiting: BTreeMap::new(),
            given: 0,
            failed: None,
        }),
        moved: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = worker();
                while let Some((number, batch)) = take(&source, &line) {
                    line.give(number, work(&mut own, batch));
                }
            });
        }
    });
    let sunk = line.state.into_inner();
    sunk.unwrap_or_else(PoisonError::into_inner)
        .failed
        .map_or(Ok(()), Err)?;
    let source = source.into_inner();
    source
        .unwrap_or_else(PoisonError::into_inner)
        .ended
        .unwrap_or(Ok(()))
}

struct Source<'s, S> {
    next: &'s mut S,
    taken: u64,
    ended: Option<Result<()>>,
}

/// The next batch with its number; `None` at the end or after an error.
fn take<S, B, R, F>(source: &Mutex<Source<'_, S>>, line: &Line<'_, F, R>) -> Option<(u64, B)>
where
    S: FnMut() -> Result<Option<B>>,
    F: FnMut(R) -> Result<()>,
{
    let mut source = lock(source);
    if source.ended.is_some() || lock(&line.state).failed.is_some() {
        return None;
    }
    let number = source.taken;
    match (source.next)() {
        Ok(Some(batch)) => {
            source.taken += 1;
            return Some((number, batch));
        }
        Ok(None) => source.ended = Some(Ok(())),
        Err(error) => source.ended = Some(Err(error)),
    }
    None
}

/// The place where results queue up for the sink.
struct Line<'s, F, R> {
    state: Mutex<State<'s, F, R>>,
    moved: Condvar,
}

struct State<'s, F, R> {
    sink: &'s mut F,
    waiting: BTreeMap<u64, R>,
    given: u64,
    failed: Option<crate::Error>,
}

impl<F: FnMut(R) -> Result<()>, R> Line<'_, F, R> {
    /// Hands a result over, and to the sink all whose turn it is.
    fn give(&self, number: u64, result: R) {
        let mut state = lock(&self.state);
        while state.failed.is_none() && number != state.given && state.waiting.len() >= MOST_WAITING
        {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting.insert(number, result);
        while state.failed.is_none() {
            let turn = state.given;
            let Some(result) = state.waiting.remove(&turn) else {
                break;
            };
            state.given += 1;
            if let Err(error) = (state.sink)(result) {
                state.failed = Some(error);
            }
        }
        self.moved.notify_all();
    }
}

/// A panic elsewhere is on its way up already; nothing here is left half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(threads: usize, last: u64) -> (Result<()>, Vec<u64>) {
        let mut numbers = 0..100_u64;
        let mut got = Vec::new();
        let result = run(
            threads,
            &mut || Ok(numbers.next()),
            || (),
            |(), n| {
                if n % 7 == 0 {
                    thread::yield_now();
                }
                n * 2
            },
            &mut |n| {
                got.push(n);
                if n == last {
                    let reason = "full".to_owned();
                    return Err(crate::Error::Option {
                        option: "--x",
                        reason,
                        hint: None,
                    });
                }
                Ok(())
            },
        );
        (result, got)
    }

    #[test]
    fn results_come_in_order_from_any_number_of_threads() {
        let expected: Vec<u64> = (0..100).map(|n| n * 2).collect();
        for threads in [1, 2, 3, 16] {
            let (result, got) = collected(threads, u64::MAX);
            assert!(result.is_ok());
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        for threads in [1, 4] {
            let (result, got) = collected(threads, 20);
            assert!(result.is_err());
            assert_eq!(got.len(), 11);
        }
    }
}
