//! Which mentions count: the first of each identity, and the first of each brand's own.

use super::{
    analyze::{Analysis, Copies},
    sift::Entry,
};
use crate::{
    Mention,
    aggregate::Dimension,
    cluster::{self, Seen},
};

/// Which identities a run needs. An export of two brands may hold a mention once for each:
/// it is one mention, and one of either brand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Identities {
    /// None: every record counts.
    None,
    /// The mention's own: no view groups by the brands that the export names.
    Own,
    /// That in the mention's brand: all views do.
    InBrand,
    /// Both: some views do.
    Both,
}

impl Identities {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let mut views = (0..analysis.views.len()).map(|view| groups_by_own_brand(analysis, view));
        let (any, all) = (views.clone().any(|is| is), views.all(|is| is));
        match (analysis.copies, any, all) {
            (Copies::Each, ..) => Self::None,
            (_, false, _) => Self::Own,
            (_, _, true) => Self::InBrand,
            _ => Self::Both,
        }
    }

    /// The identities of a mention; 0 for one that is not needed.
    pub(super) fn identify(self, mention: &Mention<'_>) -> [u64; 2] {
        if self == Self::None {
            return [0; 2];
        }
        let own = cluster::identity(mention);
        match self {
            Self::InBrand => [cluster::identity_in_brand(mention, own), 0],
            Self::Both => [own, cluster::identity_in_brand(mention, own)],
            Self::None | Self::Own => [own, 0],
        }
    }
}

/// Whether a view groups by the brands that the export names.
fn groups_by_own_brand(analysis: &Analysis, view: usize) -> bool {
    let view = analysis.views.get(view);
    let by_brand = view.is_some_and(|view| view.dimensions.contains(&Dimension::Brand));
    by_brand && analysis.lens.brands.is_none()
}

/// Tells the first mentions of a batch from duplicates of earlier ones.
pub(super) struct Firsts {
    identities: Identities,
    seen: [Seen; 2],
    is_first: [Vec<bool>; 2],
    /// For each view, which of the two counts there.
    which: Vec<usize>,
}

impl Firsts {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let identities = Identities::of(analysis);
        let which = |view| {
            let in_brand = identities == Identities::Both && groups_by_own_brand(analysis, view);
            usize::from(in_brand)
        };
        Self {
            identities,
            seen: Default::default(),
            is_first: Default::default(),
            which: (0..analysis.views.len()).map(which).collect(),
        }
    }

    /// Takes the next batch.
    pub(super) fn meet(&mut self, entries: &[Entry]) {
        let kinds = match self.identities {
            Identities::None => 0,
            Identities::Own | Identities::InBrand => 1,
            Identities::Both => 2,
        };
        for kind in 0..kinds {
            let identities = entries.iter().map(|entry| entry.identities[kind]);
            self.is_first[kind].clear();
            self.seen[kind].insert_all(identities, &mut self.is_first[kind]);
        }
    }

    /// Whether the mention of that number in the batch counts.
    pub(super) fn is_first(&self, number: usize) -> bool {
        self.holds(0, number)
    }

    /// Whether it counts in a view: there a mention may be one of several brands.
    pub(super) fn is_first_in(&self, view: usize, number: usize) -> bool {
        let kind = self.which.get(view).copied().unwrap_or(0);
        self.holds(kind, number)
    }

    fn holds(&self, kind: usize, number: usize) -> bool {
        self.is_first[kind].get(number).is_none_or(|is| *is)
    }
}
