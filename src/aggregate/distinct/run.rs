//! A sorted list of hashes and weights, packed bit by bit.

/// One hash of a set, and its weight.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Member {
    pub(super) hash: u64,
    pub(super) weight: u32,
}

/// Members in ascending order, no hash twice.
///
/// Of each hash the distance from the one before is kept, in Rice's code: the
/// upper bits as so many zeros and a one, the `low` lower bits as they are. A
/// weight takes as many bits as the largest of them needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    words: Box<[u64]>,
    count: usize,
    weights: u64,
    low: u32,
    width: u32,
}

impl Run {
    /// How many members there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The sum of the weights.
    pub(super) fn weights(&self) -> u64 {
        self.weights
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Member> + '_ {
        Members {
            run: self,
            at: 0,
            left: self.count,
            hash: 0,
        }
    }

    /// Adds members in ascending order; of equal hashes the largest weight is
    /// kept. Hashes lie below two to the `span`. `room` is used on the way.
    pub(super) fn add(&mut self, fresh: &[Member], span: u32, room: &mut Vec<u64>) {
        let widest = fresh.iter().map(|member| member.weight).max();
        let digits = u32::BITS - widest.unwrap_or(0).leading_zeros();
        let most = (self.count + fresh.len()).max(1);
        let mut writer = Writer::new(room, span.saturating_sub(most.ilog2() + 1));
        writer.run.width = self.width.max(digits);
        let mut old = self.iter();
        let mut ahead = old.next();
        for (at, new) in fresh.iter().enumerate() {
            if fresh.get(at + 1).is_some_and(|next| next.hash == new.hash) {
                continue; // the next one has the larger weight
            }
            while let Some(member) = ahead.filter(|member| member.hash < new.hash) {
                writer.push(member);
                ahead = old.next();
            }
            let same = ahead.filter(|member| member.hash == new.hash);
            if same.is_some() {
                ahead = old.next();
            }
            writer.push(same.map_or(*new, |same| same.max(*new)));
        }
        ahead.into_iter().chain(old).for_each(|m| writer.push(m));
        let packed = writer.finish();
        // The old words are given back before there are new ones.
        self.words = Box::default();
        *self = packed;
        self.words = room.as_slice().into();
    }
}

/// Packs members.
struct Writer<'r> {
    words: &'r mut Vec<u64>,
    partial: u64,
    used: u32,
    last: u64,
    run: Run,
}

impl<'r> Writer<'r> {
    fn new(words: &'r mut Vec<u64>, low: u32) -> Self {
        words.clear();
        let run = Run {
            low,
            ..Run::default()
        };
        Self {
            words,
            partial: 0,
            used: 0,
            last: 0,
            run,
        }
    }

    #[inline]
    fn push(&mut self, member: Member) {
        let distance = member.hash - self.last;
        self.last = member.hash;
        let mut upper = distance >> self.run.low;
        while upper >= 32 {
            self.bits(0, 32);
            upper -= 32;
        }
        self.bits(1 << upper, u32::try_from(upper).unwrap_or(0) + 1);
        self.bits(distance & ones(self.run.low), self.run.low);
        self.bits(member.weight.into(), self.run.width);
        self.run.count += 1;
        self.run.weights += u64::from(member.weight);
    }

    /// Appends a value of so many bits, at most 60.
    #[inline]
    fn bits(&mut self, value: u64, width: u32) {
        self.partial |= value << self.used;
        self.used += width;
        if self.used >= u64::BITS {
            self.words.push(self.partial);
            self.used -= u64::BITS;
            self.partial = value >> (width - self.used);
        }
    }

    fn finish(mut self) -> Run {
        if self.used > 0 {
            self.words.push(self.partial);
        }
        std::mem::take(&mut self.run)
    }
}

/// Unpacks members.
struct Members<'r> {
    run: &'r Run,
    at: usize,
    left: usize,
    hash: u64,
}

impl Members<'_> {
    /// The next 64 bits; zeros after the end.
    #[inline]
    fn peek(&self) -> u64 {
        let (word, shift) = (self.at / 64, self.at % 64);
        let word_at = |at: usize| self.run.words.get(at).copied().unwrap_or(0);
        word_at(word) >> shift | word_at(word + 1) << 1 << (63 - shift)
    }

    #[inline]
    fn bits(&mut self, width: u32) -> u64 {
        let value = self.peek() & ones(width);
        self.at += width as usize;
        value
    }
}

impl Iterator for Members<'_> {
    type Item = Member;

    #[inline]
    fn next(&mut self) -> Option<Member> {
        self.left = self.left.checked_sub(1)?;
        let mut upper = 0;
        while self.peek() == 0 {
            self.at += 64;
            upper += 64;
            if self.at >= self.run.words.len() * 64 {
                return None;
            }
        }
        let zeros = self.peek().trailing_zeros();
        self.at += zeros as usize + 1;
        upper += u64::from(zeros);
        self.hash += (upper << self.run.low) + self.bits(self.run.low);
        Some(Member {
            hash: self.hash,
            weight: u32::try_from(self.bits(self.run.width)).unwrap_or(0),
        })
    }
}

/// So many low bits, at most 63.
#[inline]
fn ones(width: u32) -> u64 {
    (1 << width) - 1
}
