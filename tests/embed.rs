//! `embed`: lines to rows of a .npy file.

mod common;

use std::fs;

use common::{Desk, stderr};

/// The shape and the rows of a .npy file of 32-bit floats.
fn parse(bytes: &[u8]) -> ([usize; 2], Vec<Vec<f32>>) {
    assert_eq!(&bytes[..8], b"\x93NUMPY\x01\x00");
    let length = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    assert_eq!((10 + length) % 64, 0, "data begins at a multiple of 64");
    let header = std::str::from_utf8(&bytes[10..10 + length]).unwrap();
    assert!(header.ends_with('\n'));
    let shape = header
        .trim_end()
        .strip_prefix("{'descr': '<f4', 'fortran_order': False, 'shape': (")
        .and_then(|rest| rest.strip_suffix("), }"))
        .unwrap_or_else(|| panic!("{header:?}"));
    let (rows, columns) = shape.split_once(", ").unwrap();
    let (rows, columns) = (rows.parse().unwrap(), columns.parse().unwrap());
    let data = &bytes[10 + length..];
    assert_eq!(data.len(), rows * columns * 4);
    let row = |raw: &[u8]| {
        let floats = raw.chunks_exact(4);
        floats
            .map(|raw| f32::from_le_bytes(raw.try_into().unwrap()))
            .collect()
    };
    let data = data.chunks_exact(columns * 4).map(row).collect();
    ([rows, columns], data)
}

fn embed(lines: &str) -> Vec<Vec<f32>> {
    let desk = Desk::new();
    desk.put("lines.txt", lines);
    desk.run(&["embed", "lines.txt", "-o", "lines.npy"])
        .success();
    let ([rows, columns], data) = parse(&fs::read(desk.path("lines.npy")).unwrap());
    assert_eq!((rows, columns), (lines.lines().count(), 384));
    data
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[test]
fn rows_have_length_one_and_empty_lines_are_zeros() {
    let rows = embed("The bridge is open.\n\nМіст відкрито.\n   \n다리가 열렸습니다.\n");
    for filled in [0, 2, 4] {
        let length = dot(&rows[filled], &rows[filled]).sqrt();
        assert!((length - 1.0).abs() < 1e-5, "row {filled}: {length}");
    }
    for empty in [1, 3] {
        assert!(rows[empty].iter().all(|x| *x == 0.0), "row {empty}");
    }
}

#[test]
fn equal_lines_have_equal_rows() {
    let rows = embed("We are tired.\nМи втомилися.\nWe are tired.");
    assert_eq!(rows[0], rows[2]);
    assert_ne!(rows[0], rows[1]);
}

#[test]
fn a_translation_is_nearer_than_any_other_line() {
    let texts = [
        [
            "The school will open again in September.",
            "Школа знову відкриється у вересні.",
            "학교는 9월에 다시 문을 엽니다.",
        ],
        [
            "Our soldiers need more ammunition.",
            "Нашим солдатам потрібно більше боєприпасів.",
            "우리 군인들에게는 탄약이 더 필요합니다.",
        ],
        [
            "My mother is waiting for me at home.",
            "Моя мати чекає на мене вдома.",
            "어머니가 집에서 저를 기다리십니다.",
        ],
        [
            "The price of bread has doubled since winter.",
            "Ціна на хліб із зими зросла вдвічі.",
            "빵값이 겨울 이후 두 배로 올랐습니다.",
        ],
        [
            "Why did you not tell the police?",
            "Чому ви не сказали поліції?",
            "왜 경찰에 말하지 않았습니까?",
        ],
    ];
    let lines: Vec<&str> = texts.iter().flatten().copied().collect();
    let rows = embed(&lines.join("\n"));
    let row = |text: usize, language: usize| &rows[text * 3 + language];
    for (from, to) in [(0, 1), (0, 2), (1, 0), (2, 0), (1, 2), (2, 1)] {
        for text in 0..texts.len() {
            let own = dot(row(text, from), row(text, to));
            for other in (0..texts.len()).filter(|other| *other != text) {
                let near = dot(row(text, from), row(other, to));
                assert!(
                    own > near,
                    "{}: {own} to {}, {near} to {}",
                    texts[text][from],
                    texts[text][to],
                    texts[other][to]
                );
            }
        }
    }
}

#[test]
fn language_and_threads_change_nothing() {
    let desk = Desk::with(&["tests/data/address.uk.txt"]);
    let bytes = |options: &[&str]| {
        let args = ["embed", "address.uk.txt", "-o", "out.npy"];
        desk.run(&[&args[..], options].concat()).success();
        fs::read(desk.path("out.npy")).unwrap()
    };
    let plain = bytes(&[]);
    assert_eq!(plain, bytes(&["--lang", "uk"]));
    assert_eq!(plain, bytes(&["--threads", "1"]));
    assert_eq!(plain, bytes(&["--threads", "3"]));
}

#[test]
fn a_dash_is_standard_input() {
    let desk = Desk::new();
    desk.put("-", "one line\n");
    let mut command = desk.command(&["embed", "-", "-o", "out.npy"]);
    command.write_stdin("a\nb\n").assert().success();
    let ([rows, _], _) = parse(&fs::read(desk.path("out.npy")).unwrap());
    assert_eq!(rows, 2);
}

#[test]
fn no_lines_are_no_rows() {
    assert_eq!(embed(""), Vec::<Vec<f32>>::new());
}

#[test]
fn a_file_that_is_not_utf8_leaves_the_output_alone() {
    let desk = Desk::new();
    desk.put("lines.txt", b"one\n\xb0\xa1\n");
    desk.put("lines.npy", "before");
    let run = desk.run(&["embed", "lines.txt", "-o", "lines.npy"]).code(2);
    assert!(
        stderr(&run).contains("lines.txt: byte 4 is not UTF-8"),
        "{}",
        stderr(&run)
    );
    assert_eq!(desk.read("lines.npy"), "before");
}
