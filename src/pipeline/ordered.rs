//! Work on batches by several threads, with results taken in the order of the batches.

use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::Result;

/// Results that may wait for an earlier one, for each thread; beyond that their makers wait too.
const WAITING: usize = 2;

/// Takes batches from `source` one at a time, works on them on `threads`
/// threads, and gives the results to `sink`, on this thread, in the order of
/// the batches.
///
/// An error of the source ends the run after the batches before it, an error
/// of the sink at once. `worker` makes what one thread needs for itself.
pub(super) fn run<S, W, B, R>(
    threads: usize,
    source: &mut S,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, B) -> R + Sync,
    sink: &mut impl FnMut(R) -> Result<()>,
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
        room: WAITING * threads,
        state: Mutex::new(State {
            waiting: BTreeMap::new(),
            given: 0,
            makers: threads,
            failed: false,
        }),
        moved: Condvar::new(),
    };
    let sunk = thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _leaves = Leaves(&line);
                let mut own = worker();
                while let Some((number, batch)) = take(&source, &line) {
                    line.give(number, work(&mut own, batch));
                }
            });
        }
        // This thread alone feeds the sink: what it keeps is not strewn over
        // the memory of several threads.
        line.serve(sink)
    });
    sunk?;
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
fn take<S, B, R>(source: &Mutex<Source<'_, S>>, line: &Line<R>) -> Option<(u64, B)>
where
    S: FnMut() -> Result<Option<B>>,
{
    let mut source = lock(source);
    if source.ended.is_some() || lock(&line.state).failed {
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
struct Line<R> {
    room: usize,
    state: Mutex<State<R>>,
    moved: Condvar,
}

struct State<R> {
    waiting: BTreeMap<u64, R>,
    /// How many results the sink was given.
    given: u64,
    /// How many threads still make results.
    makers: usize,
    /// Whether the sink takes no more.
    failed: bool,
}

impl<R> Line<R> {
    /// Hands a result over, and waits where too many wait already.
    fn give(&self, number: u64, result: R) {
        let mut state = lock(&self.state);
        while !state.failed && number != state.given && state.waiting.len() >= self.room {
            state = self.wait(state);
        }
        state.waiting.insert(number, result);
        self.moved.notify_all();
    }

    /// Gives the sink result after result, until there will be no more.
    fn serve(&self, sink: &mut impl FnMut(R) -> Result<()>) -> Result<()> {
        while let Some(result) = self.next() {
            if let Err(error) = sink(result) {
                lock(&self.state).failed = true;
                self.moved.notify_all();
                return Err(error);
            }
        }
        Ok(())
    }

    fn next(&self) -> Option<R> {
        let mut state = lock(&self.state);
        loop {
            let turn = state.given;
            if let Some(result) = state.waiting.remove(&turn) {
                state.given += 1;
                self.moved.notify_all();
                return Some(result);
            }
            if state.makers == 0 {
                return None;
            }
            state = self.wait(state);
        }
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        let waited = self.moved.wait(state);
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that a thread makes no more results, however it ends.
struct Leaves<'l, R>(&'l Line<R>);

impl<R> Drop for Leaves<'_, R> {
    fn drop(&mut self) {
        lock(&self.0.state).makers -= 1;
        self.0.moved.notify_all();
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
