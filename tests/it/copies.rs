//! What counts once: records exported twice, texts repeated, mentions of two brands.

use crate::support::Listen;

/// The cells of columns, row by row, without the header.
fn cells(file: &str, args: &str, columns: &[&str]) -> Vec<String> {
    let csv = Listen::command("analyze m.csv --format csv --quiet")
        .args(args.split(' ').filter(|arg| !arg.is_empty()))
        .file("m.csv", file)
        .stdout();
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let place = |column: &&str| header.iter().position(|name| name == column).unwrap();
    let places: Vec<usize> = columns.iter().map(place).collect();
    let row = |line: Vec<&str>| {
        let cells: Vec<&str> = places.iter().map(|&place| line[place]).collect();
        cells.join(" ")
    };
    lines.map(row).collect()
}

#[test]
fn a_group_of_nothing_but_duplicates_is_no_group() {
    let file = "url,text,platform\nhttp://a/1,I love it,x\nhttp://a/1,I love it,reddit\n\
                http://a/2,I hate it,x\n";
    assert_eq!(
        cells(file, "--by platform", &["platform", "mentions"]),
        ["x 2"]
    );
}

#[test]
fn a_mention_exported_for_two_brands_is_one_mention_and_one_of_each() {
    let file = "id,text,brand,likes,author\n1,Orvane and Kelbo are good,Orvane,10,ana\n\
                1,Orvane and Kelbo are good,Kelbo,10,ana\n";
    let figures = ["mentions", "likes"];
    assert_eq!(cells(file, "", &figures), ["1 10"]);
    let by_brand = cells(file, "--by brand", &["brand", "mentions", "likes"]);
    assert_eq!(by_brand, ["Kelbo 1 10", "Orvane 1 10"]);
    let own = "--by brand --brand Orvane --brand Kelbo";
    let own = cells(file, own, &["brand", "mentions", "likes"]);
    assert_eq!(own, ["Kelbo 1 10", "Orvane 1 10"]);
    let page = Listen::command("analyze m.csv").file("m.csv", file);
    let page = page.stdout();
    assert!(page.contains("  mentions         1 "), "{page}");
    assert!(
        page.contains("  Kelbo          1   50 %") && page.contains("  Orvane         1   50 %"),
        "{page}"
    );
}

#[test]
fn a_text_that_many_repeat_counts_once_in_shares() {
    let mut file = String::from("id,text\n");
    for id in 0..8 {
        file += &format!("{id},Orvane lost my order and nobody answers\n");
    }
    file += "8,I love my Orvane\n9,The shop opens at nine\n";
    let figures = ["mentions", "unique_mentions", "reposts", "negative_share"];
    assert_eq!(cells(&file, "", &figures), ["10 3 7 0.3333"]);
    assert_eq!(cells(&file, "--count all", &figures), ["10   0.8000"]);
}

#[test]
fn a_small_word_that_turns_the_opinion_makes_another_text() {
    let said = |opinion: &str| {
        format!(
            "the machine came on Monday in a good box and my sisters and I have tried \
             it every morning since, and I am {opinion} with the coffee that it makes"
        )
    };
    let file = format!("text\n{}\n{}\n", said("happy"), said("not happy"));
    let file = file.replace(',', "");
    let figures = ["unique_mentions", "positive", "negative"];
    assert_eq!(cells(&file, "", &figures), ["2 1 1"]);
    let sample = Listen::command("sample m.csv --size 10 --quiet").file("m.csv", &file);
    let sample = sample.stdout();
    assert_eq!(sample.lines().count(), 1 + 2, "{sample}");
}

#[test]
fn days_of_the_report_count_each_text_once_and_say_how_many_copies_there_are() {
    let lines = |day: u8, said: &str, numbers: std::ops::Range<u8>| {
        let line = |number: u8| format!("lamp {number} is {said},2026-03-0{day},\n");
        numbers.map(line).collect::<String>()
    };
    let praise = |author: u8| format!("I love this lamp,2026-03-03,member {author}\n");
    let file = format!(
        "text,date,author\n{}{}{}",
        lines(2, "good", 0..30),
        lines(3, "awful", 30..60),
        (0..60).map(praise).collect::<String>()
    );
    let report = |args: &str| {
        let listen = Listen::command(&format!("analyze m.csv --quiet --language en{args}"));
        listen.file("m.csv", &file).stdout()
    };
    let once = report("");
    assert!(
        once.contains("most 90 on 2026-03-03 (31 distinct), fewest 30 on 2026-03-02"),
        "{once}"
    );
    assert!(once.contains("lowest −93.5 on 2026-03-03"), "{once}");
    let each = report(" --count all");
    assert!(each.contains("most 90 on 2026-03-03, fewest 30"), "{each}");
    assert!(each.contains("lowest +33.3 on 2026-03-03"), "{each}");
}
