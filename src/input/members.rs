//! Who the members of a chat are, by the list that its export has beside the days.

use std::{path::Path, sync::Arc};

use super::{
    Field, Shape,
    columns::Column,
    names::Name,
    people::People,
    reader::Reader,
    source::{Opened, Opener},
    tree::Tree,
};

/// The list's name.
const LIST: &str = "users.json";

/// The list that was read last, as all days of an export share one.
#[derive(Debug, Default)]
pub(super) struct Members {
    list: String,
    people: Option<Arc<People>>,
}

impl Members {
    /// Who is listed beside an input, if that is a day of a chat; and the list's name.
    pub(super) fn beside(
        &mut self,
        name: &Name,
        shape: &Shape,
        opener: Opener<'_>,
    ) -> Option<(Arc<People>, &str)> {
        shape.tool.filter(|tool| tool.platform == "slack")?;
        let list = list(name)?;
        if self.list != list.to_string() {
            self.list = list.to_string();
            self.people = people(&list, shape, opener).map(Arc::new);
        }
        Some((self.people.clone()?, &self.list))
    }
}

/// The list in the folder of a day, or in the one above it.
fn list(name: &Name) -> Option<Name> {
    match name {
        Name::File(path) => {
            let folders = path.ancestors().skip(1).take(2);
            let mut lists = folders.map(|folder| folder.join(LIST));
            lists.find(|list| list.is_file()).map(Name::File)
        }
        Name::Entry(archive, number) => {
            let day = Path::new(&archive.entries().get(*number)?.name);
            let folders = day.ancestors().skip(1).take(2);
            let mut lists = folders.map(|folder| folder.join(LIST));
            let of = |list: &Path| {
                archive
                    .entries()
                    .iter()
                    .position(|e| Path::new(&e.name) == list)
            };
            let found = lists.find_map(|list| of(&list))?;
            Some(Name::Entry(Arc::clone(archive), found))
        }
        Name::Stdin | Name::Url(_) => None,
    }
}

fn people(list: &Name, shape: &Shape, opener: Opener<'_>) -> Option<People> {
    let Ok(Opened::Stream(bytes, _)) = opener.open(list) else {
        return None;
    };
    let mut people = People::default();
    let tree = tree();
    Reader::of_list(bytes, shape, opener.options).each(|entry| people.add(entry, &tree));
    Some(people).filter(|people| !people.is_empty())
}

/// Which keys of an entry hold which fields.
fn tree() -> Tree {
    let keys = [
        ("id", Field::Id),
        ("name", Field::Handle),
        ("profile.real_name", Field::Author),
        ("real_name", Field::Author),
        ("profile.display_name", Field::Author),
    ];
    let paths = keys.map(|(path, _)| path.to_owned());
    let column = |(index, (_, field)): (usize, &(&str, Field))| Column {
        field: *field,
        rank: u16::try_from(index).unwrap_or(0),
        index,
    };
    let columns: Vec<Column> = keys.iter().enumerate().map(column).collect();
    Tree::new(("", &paths), &columns).with_chosen(keys.into_iter().map(|(_, field)| field))
}
