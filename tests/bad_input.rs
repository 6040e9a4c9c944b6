//! Bad input and bad usage: one clear line that names the file, exit status 2, nothing written.

mod common;

use std::fs;

use common::{Desk, repository, stderr, stdout};
use encoding_rs::EUC_KR;

/// A folder with a good article, good sources and what the tests spoil.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(
        "article.txt",
        "The mayor met the press on Monday.\n\n\
         “We will open the bridge in spring,” she said.\n\n\
         “Nobody has been hurt,” she told reporters.\n",
    );
    desk.put(
        "source.txt",
        "Міст ми відкриємо навесні. Ніхто не постраждав. Дякую всім за роботу.\n",
    );
    desk.put(
        "korean.txt",
        "다리는 봄에 열겠습니다. 다친 사람은 없습니다. 모두 고맙습니다.\n",
    );
    desk
}

/// The run ends with status 2, leaves every file as it was, prints no data and one line of
/// message that has all of `says`.
fn refused(desk: &Desk, args: &[&str], says: &[&str]) {
    let before = desk.contents();
    let run = desk.run(args).code(2);
    let message = stderr(&run);
    assert!(message.starts_with("quotealign: "), "{message}");
    assert_eq!(message.matches('\n').count(), 1, "{message}");
    for words in says {
        assert!(message.contains(words), "no {words:?} in: {message}");
    }
    assert_eq!(stdout(&run), "");
    assert!(desk.contents() == before, "files were changed: {args:?}");
}

/// [`refused`], of `align ARTICLE --source SOURCE -o pairs.csv`.
fn align_refused(desk: &Desk, article: &str, source: &str, says: &[&str]) {
    let args = [
        "align",
        article,
        "--source",
        source,
        "-o",
        "pairs.csv",
        "--quiet",
    ];
    refused(desk, &args, says);
}

/// [`refused`], of a run with this model.
fn model_refused(desk: &Desk, model: &str, says: &[&str]) {
    let args = [
        "align",
        "article.txt",
        "-s",
        "source.txt",
        "-o",
        "pairs.csv",
        "--model",
        model,
    ];
    refused(desk, &args, says);
}

/// [`refused`], of a run over this list of quotes.
fn list_refused(name: &str, list: &str, says: &[&str]) {
    let desk = desk();
    desk.put(name, list);
    let args = ["align", "--quotes", name, "-s", "source.txt", "-o", "o.csv"];
    refused(&desk, &args, says);
}

/// Bad usage: status 2, what is wrong and the usage on standard error.
fn bad_usage(args: &[&str], says: &[&str]) {
    let desk = desk();
    let before = desk.contents();
    let run = desk.run(args).code(2);
    let message = stderr(&run);
    for words in says {
        assert!(message.contains(words), "no {words:?} in: {message}");
    }
    assert_eq!(stdout(&run), "");
    assert!(desk.contents() == before);
}

#[test]
fn the_good_input_is_good() {
    let desk = desk();
    for source in ["source.txt", "korean.txt"] {
        let csv = desk.output(&["align", "article.txt", "-s", source]);
        assert_eq!(csv.matches(",auto,").count(), 2, "{csv}");
    }
}

#[test]
fn a_missing_file() {
    let says = ["nowhere.txt", "no such file"];
    align_refused(&desk(), "nowhere.txt", "source.txt", &says);
    align_refused(&desk(), "article.txt", "nowhere.txt", &says);
    refused(&desk(), &["quotes", "nowhere.txt"], &says);
    refused(&desk(), &["text", "nowhere.txt"], &says);
}

#[test]
fn a_directory() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).unwrap();
    align_refused(&desk, "folder", "source.txt", &["folder", "directory"]);
    align_refused(&desk, "article.txt", "folder", &["folder", "directory"]);
}

#[test]
fn an_empty_file() {
    let desk = desk();
    desk.put("empty.txt", "");
    desk.put("blank.txt", " \n\t\r\n");
    for name in ["empty.txt", "blank.txt"] {
        align_refused(&desk, name, "source.txt", &[name, "no text in it"]);
        align_refused(&desk, "article.txt", name, &[name, "no text in it"]);
    }
}

#[test]
fn a_binary_file() {
    let desk = desk();
    desk.put("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0");
    let says = ["picture.png", "byte 8", "not a text file"];
    align_refused(&desk, "picture.png", "source.txt", &says);
    align_refused(&desk, "article.txt", "picture.png", &says);
}

#[test]
fn a_wrong_encoding() {
    let desk = desk();
    let (bytes, _, _) = EUC_KR.encode("다리는 5월에 열겠습니다.\n");
    desk.put("korean.txt", bytes);
    let args = ["align", "article.txt", "-s", "korean.txt", "-q"];
    let args = [&args[..], &["--encoding", "utf-8", "-o", "pairs.csv"]].concat();
    refused(
        &desk,
        &args,
        &["korean.txt", "line 1, byte 0", "not valid UTF-8"],
    );
}

#[test]
fn an_unknown_encoding() {
    let args = ["text", "article.txt", "--encoding", "utf-9"];
    bad_usage(&args, &["utf-9", "--encoding", "windows-1251"]);
}

#[test]
fn an_article_without_quotes() {
    let desk = desk();
    desk.put("plain.txt", "The mayor met the press. She said little.\n");
    align_refused(
        &desk,
        "plain.txt",
        "source.txt",
        &["plain.txt", "no quotes"],
    );
    refused(&desk, &["quotes", "plain.txt"], &["plain.txt", "no quotes"]);
}

#[test]
fn a_source_in_another_language() {
    let desk = desk();
    desk.put(
        "russian.txt",
        "Мост мы откроем в мае. Никто не пострадал, и это самое главное. Спасибо всем за работу.\n",
    );
    desk.put(
        "japanese.txt",
        "橋は五月に開通します。けが人はいません。皆さんに感謝します。\n",
    );
    for (name, language) in [
        ("article.txt", "English"),
        ("russian.txt", "Russian"),
        ("japanese.txt", "Japanese"),
    ] {
        let says = [name, language, "not in Korean or Ukrainian"];
        align_refused(&desk, "article.txt", name, &says);
    }
}

#[test]
fn a_source_without_letters() {
    let desk = desk();
    desk.put("digits.txt", "2026 05 01\n12:30, 45%\n");
    align_refused(
        &desk,
        "article.txt",
        "digits.txt",
        &["digits.txt", "Korean or Ukrainian", "--lang"],
    );
}

#[test]
fn article_and_source_swapped() {
    for (source, language) in [("source.txt", "Ukrainian"), ("korean.txt", "Korean")] {
        let says = [source, language, "--source"];
        align_refused(&desk(), source, "article.txt", &says);
    }
}

#[test]
fn an_output_that_cannot_be_written() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).unwrap();
    let align = ["align", "article.txt", "-s", "source.txt", "-q", "-o"];
    for output in ["nowhere/pairs.csv", "folder"] {
        refused(&desk, &[&align[..], &[output]].concat(), &[output]);
        let quotes = ["quotes", "article.txt", "-o", output];
        refused(&desk, &quotes, &[output]);
        let embed = ["embed", "article.txt", "-o", output];
        refused(&desk, &embed, &[output]);
    }
    assert_eq!(fs::read_dir(desk.path("folder")).unwrap().count(), 0);
}

#[test]
fn an_output_that_is_no_corpus() {
    let desk = desk();
    desk.put("pairs.csv", "city,bridges\nHasol,4\n");
    align_refused(
        &desk,
        "article.txt",
        "source.txt",
        &[
            "pairs.csv",
            "`city`",
            "expected `id`",
            "nothing was changed",
        ],
    );
}

#[test]
fn a_corpus_with_a_bad_row() {
    let desk = desk();
    let align = [
        "align",
        "article.txt",
        "-s",
        "source.txt",
        "-o",
        "pairs.csv",
    ];
    desk.run(&align).success();
    let csv = desk.read("pairs.csv").replacen(",auto,", ",perhaps,", 1);
    desk.put("pairs.csv", csv);
    align_refused(
        &desk,
        "article.txt",
        "source.txt",
        &["pairs.csv", "line 2", "`status`", "perhaps"],
    );
}

#[test]
fn a_missing_model() {
    let desk = desk();
    model_refused(&desk, "nowhere.model", &["nowhere.model", "No such file"]);
    let run = desk.run(&["model", "info", "--model", "nowhere.model"]);
    assert_eq!(stderr(&run).matches("No such file").count(), 1);
}

#[test]
fn a_file_that_is_no_model() {
    let desk = desk();
    model_refused(&desk, "article.txt", &["article.txt", "not a model file"]);
}

#[test]
fn a_damaged_model() {
    let desk = desk();
    let good = fs::read(repository("models/bundled.safetensors")).unwrap();
    let length = u64::from_le_bytes(good[..8].try_into().unwrap()) as usize;
    desk.put("cut.model", &good[..good.len() / 2]);
    model_refused(&desk, "cut.model", &["cut.model", "damaged", "copy"]);
    for at in [
        0,
        8,
        8 + length / 2,
        8 + length + 1,
        good.len() / 2,
        good.len() - 1,
    ] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        desk.put("damaged.model", bytes);
        model_refused(
            &desk,
            "damaged.model",
            &["damaged.model", "damaged", "copy"],
        );
    }
}

#[test]
fn a_list_of_quotes_without_its_column() {
    let list = "quote,number\nNobody has been hurt.,1\n";
    list_refused("list.csv", list, &["list.csv", "`en`"]);
}

#[test]
fn a_list_of_quotes_with_a_bad_line() {
    let good = "{\"en\": \"Nobody has been hurt.\"}\n\n";
    for bad in ["{\"en\": ", "{\"text\": \"Thank you.\"}", "Thank you."] {
        let list = format!("{good}{bad}\n");
        list_refused("list.jsonl", &list, &["list.jsonl", "line 3", "`en`"]);
    }
    let list = "en,quote_id\nNobody has been hurt.,1\nThank you.,2,3\n";
    list_refused("list.csv", list, &["list.csv", "line 3"]);
}

#[test]
fn a_bad_line_has_one_number() {
    let desk = desk();
    desk.put("list.jsonl", "{\"en\": \"Nobody.\"}\n{\"en\": \n");
    let run = desk.run(&["align", "--quotes", "list.jsonl", "-s", "source.txt"]);
    assert_eq!(stderr(&run).matches("line ").count(), 1, "{}", stderr(&run));
}

#[test]
fn an_empty_list_of_quotes() {
    list_refused("list.txt", "\n\n", &["list.txt", "no quotes"]);
    list_refused("list.csv", "en\n", &["list.csv", "no quotes"]);
    list_refused("list.jsonl", "", &["list.jsonl", "no quotes"]);
}

#[test]
fn an_unknown_flag() {
    bad_usage(
        &["quotes", "article.txt", "--colour"],
        &["--colour", "--help"],
    );
}

#[test]
fn no_arguments() {
    bad_usage(&[], &["Usage: quotealign", "align", "quotes"]);
    bad_usage(&["align"], &["--source", "ARTICLE"]);
    bad_usage(&["align", "article.txt"], &["--source"]);
}

#[test]
fn values_out_of_range() {
    let align = ["align", "article.txt", "-s", "source.txt"];
    let threads = [&align[..], &["--threads", "0"]].concat();
    bad_usage(&threads, &["--threads", "1..=1024"]);
    bad_usage(&[&align[..], &["--lang", "en"]].concat(), &["ko or uk"]);
    let both = [&align[..], &["--quotes", "list.txt"]].concat();
    bad_usage(&both, &["--quotes", "cannot be used"]);
}
