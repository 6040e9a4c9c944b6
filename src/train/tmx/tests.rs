use proptest::prelude::*;

use super::*;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"en\"/><body>";
const TAIL: &str = "</body></tmx>\n";

fn units_of(bytes: &[u8]) -> Result<Vec<Unit>, DataError> {
    let mut units = Vec::new();
    read(Path::new("x.tmx"), bytes.to_vec(), |unit| {
        units.push(unit.clone());
    })?;
    Ok(units)
}

/// The units of a body, texts parted by `|`.
fn shown(body: &str) -> Vec<String> {
    let units = units_of(format!("{HEAD}{body}{TAIL}").as_bytes()).expect("TMX");
    let line = |unit: &Unit| unit.clone().map(Option::unwrap_or_default).join("|");
    units.iter().map(line).collect()
}

/// The text of an English segment.
fn segment(inside: &str) -> String {
    let body = format!("<tu><tuv xml:lang=\"en\"><seg>{inside}</seg></tuv></tu>");
    shown(&body).concat().trim_end_matches('|').to_owned()
}

fn message(bytes: &[u8]) -> String {
    match units_of(bytes) {
        Ok(units) => format!("{units:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn languages_go_by_their_primary_subtag() {
    let body = "<tu tuid=\"1\" srclang=\"*all*\"><note>no text</note>\
        <tuv xml:lang=\"EN-us\"><prop type=\"x\">no text</prop><seg>bread</seg></tuv>\
        <tuv lang=\"uk_UA\"><seg>хліб</seg></tuv>\
        <tuv xml:lang=\"fr\"><seg>pain &nothing; <hi>blanc</hi></seg></tuv>\
        <tuv lang=\"fr\" xml:lang=\"ko\"><seg>빵</seg></tuv></tu>\
        <tu><tuv xml:lang=\"eng\"><seg>no</seg></tuv><tuv xml:lang=\" ko-Kore-KR \"><seg>물</seg></tuv></tu>";
    assert_eq!(shown(body), ["bread|빵|хліб", "|물|"]);
}

#[test]
fn the_first_variant_with_words_counts() {
    let body = "<tu><tuv xml:lang=\"en-US\"><seg> </seg></tuv><tuv xml:lang=\"en-GB\"><seg>grey</seg></tuv>\
        <tuv xml:lang=\"en-CA\"><seg>gray</seg></tuv><tuv xml:lang=\"ko\"/></tu>\
        <tu/><tu><tuv xml:lang=\"uk\"><seg/></tuv></tu>";
    assert_eq!(shown(body), ["grey||", "||", "||"]);
}

#[test]
fn codes_are_dropped_and_text_inside_wrappers_stays() {
    let text = "<bpt i=\"1\">&lt;b&gt;</bpt>The <hi type=\"x\">old <hi>stone</hi></hi> bridge<ept i=\"1\">&lt;/b></ept> \
        <it pos=\"begin\">[i]</it>was<ph x=\"2\"/> <ut>{\\cf1 </ut><mrk>built</mrk> <![CDATA[<here>]]><!-- not this -->";
    assert_eq!(segment(text), "The old stone bridge was built <here>");
    let text = "See it<ph>&lt;img alt='<sub>a <bpt>[</bpt>red<ept>]</ept> gate</sub>'></ph>there";
    assert_eq!(segment(text), "See it a red gate there");
}

#[test]
fn white_space_is_single_and_entities_are_characters() {
    assert_eq!(
        segment("\n  salt\t&amp;\u{a0}&#32;bread&#8212;&#x26;&lt;&gt;&quot;&apos;&#x1;yes \r\n"),
        "salt & bread—&<>\"' yes"
    );
}

#[test]
fn utf_16_and_marks() {
    let body = "<tu><tuv xml:lang=\"uk\"><seg>хліб</seg></tuv><tuv xml:lang=\"en\"><seg>a 🍞</seg></tuv></tu>";
    let text = format!("{HEAD}{body}{TAIL}").replace("UTF-8", "UTF-16");
    let marked = format!("\u{feff}{text}");
    let mut files = vec![marked.clone().into_bytes()];
    for text in [text, marked] {
        files.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        files.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    for file in files {
        let units = units_of(&file).expect("TMX");
        assert_eq!(units[0][Lang::Uk as usize].as_deref(), Some("хліб"));
        assert_eq!(units[0][Lang::En as usize].as_deref(), Some("a 🍞"));
        assert!(is_xml(&file));
    }
}

#[test]
fn faults_are_told_by_their_byte_in_the_file() {
    let text = "<tmx><body><tu><tuv xml:lang='uk'><seg>хліб</tuv></tu></body></tmx>";
    let said =
        "not well-formed XML (expected `</seg>`, but `</tuv>` was found): export the file again";
    let at = text.find("</tuv>").expect("a tag");
    assert_eq!(
        message(text.as_bytes()),
        format!("x.tmx, byte {at}: {said}")
    );
    let marked = format!("\u{feff}{text}");
    let offset = at + 3;
    assert_eq!(
        message(marked.as_bytes()),
        format!("x.tmx, byte {offset}: {said}")
    );
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Four letters of two bytes each in UTF-8, and the mark.
    let offset = 2 * (at - 4) + 2;
    assert_eq!(message(&wide), format!("x.tmx, byte {offset}: {said}"));
    let odd = message(&wide[..41]);
    assert_eq!(
        odd,
        "x.tmx, byte 40: not valid UTF-16: save the file as UTF-8"
    );
    let mut lone = wide.clone();
    lone[20..22].copy_from_slice(&[0, 0xd8]);
    assert!(message(&lone).contains("byte 20: not valid UTF-16"));
    let mut spoilt = text.as_bytes().to_vec();
    spoilt[7] = 0xff;
    assert_eq!(
        message(&spoilt),
        "x.tmx: byte 7 is not UTF-8: convert the file first"
    );
}

#[test]
fn what_is_no_tmx_is_named() {
    for (text, says) in [
        ("", "byte 0: not a TMX file: no <tmx> in it"),
        ("peace\t평화\n", "not a TMX file: no <tmx> in it"),
        (
            "<html><p>",
            "byte 0: not a TMX file: <html> where <tmx> is expected",
        ),
        ("<tmx/><tmx/>", "byte 6: a second <tmx>"),
        ("<tmx><body>", "byte 11: the file ends inside an element"),
        (
            "<tmx><tu><tuv></tuv></tu></tmx>",
            "byte 9: a <tuv> without xml:lang",
        ),
        ("<tmx><tuv lang=en/></tmx>", "byte 5: not well-formed XML"),
        (
            "<tmx><tuv lang='&#xfffffff;'/></tmx>",
            "byte 5: not well-formed XML",
        ),
        ("<tmx></tmx></tmx>", "byte 11: not well-formed XML"),
        ("<tmx><!-- ", "byte 5: not well-formed XML"),
        ("<tmx><![CDATA[", "byte 5: not well-formed XML"),
        ("<tmx> & </tmx>", "byte 6: not well-formed XML"),
        ("<!DOCTYPE tmx [", "byte 0: not well-formed XML"),
    ] {
        let message = message(text.as_bytes());
        assert!(
            message.starts_with("x.tmx, byte ") && message.contains(says),
            "{message}"
        );
        assert!(message.len() < 200 && !message.contains('\n'), "{message}");
    }
    let long = format!("<{}\n></a>", "a".repeat(100_000));
    assert!(message(long.as_bytes()).len() < 300);
    let long = format!("<tmx></{}\n>", "a\n".repeat(100_000));
    assert!(message(long.as_bytes()).lines().count() == 1);
}

#[test]
fn no_entity_of_a_document_type_is_expanded() {
    let file = |entity: &str| {
        format!(
            "<!DOCTYPE tmx [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;\">\
             <!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
             <tmx><tu><tuv xml:lang='en'><seg>x {entity}</seg></tuv></tu></tmx>",
            "a".repeat(100)
        )
    };
    for entity in ["&b;", "&c;", "&nbsp;", "&#0;", "&#xd800;", "&#x110000;"] {
        let text = file(entity);
        let at = text.rfind('&').expect("a reference");
        let message = message(text.as_bytes());
        assert!(message.contains(&format!("byte {at}: ")), "{message}");
    }
    let message = message(file("&b;").as_bytes());
    assert!(message.ends_with("the entity &b; is not expanded: write the character itself"));
    assert!(units_of(file("").as_bytes()).is_ok());
}

#[test]
fn large_hostile_files_take_no_time_of_their_own() {
    let deep = format!("<tmx>{}", "<hi>".repeat(500_000));
    assert!(message(deep.as_bytes()).contains("nested more than 64 deep"));
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=''")).collect();
    let wide = format!("<tmx><tuv{attributes} xml:lang='en'/></tmx>");
    assert!(units_of(wide.as_bytes()).expect("TMX").is_empty());
    let many = "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='ko'><seg>가</seg></tuv>";
    let units = shown(&format!("<tu>{}</tu>", many.repeat(20_000)));
    assert_eq!(units, ["a|가|"]);
}

/// Pieces that files in TMX are made of, and some that break them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<tmx>",
        "</tmx>",
        "<tu>",
        "</tu>",
        "<tu/>",
        "<tuv xml:lang='en'>",
        "<tuv lang=\"ko\">",
        "<tuv xml:lang='uk'/>",
        "<tuv>",
        "</tuv>",
        "<seg>",
        "</seg>",
        "<seg/>",
        "<hi>",
        "</hi>",
        "<bpt>",
        "</bpt>",
        "<sub>",
        "</sub>",
        "<ph/>",
        "&amp;",
        "&#65;",
        "&#0;",
        "&x;",
        "&",
        "<",
        ">",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version='1.0'?>",
        "<?",
        "<!DOCTYPE tmx [",
        "]",
        "'",
        "\"",
        "=",
        " ",
        "\n",
        "\0",
        "\u{feff}",
        "хліб",
        "빵",
        "🍞",
        "bread",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_panic(bytes in any::<Vec<u8>>(), text in pieces(), big in any::<bool>()) {
        let wide: Vec<u8> = text
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        let inside = format!("<tmx><tu><tuv xml:lang='en'><seg>{text}");
        let mixed = [inside.as_bytes(), &bytes].concat();
        for file in [&bytes, text.as_bytes(), &wide, inside.as_bytes(), &mixed] {
            let _ = is_xml(file);
            if let Err(DataError::Tmx { offset, .. }) = units_of(file) {
                prop_assert!(offset <= file.len());
            }
        }
    }
}
