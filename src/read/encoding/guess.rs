//! Which encoding unmarked bytes are in, judged by the letters they would stand for.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// UTF-16 without a mark, where reading it as such gives letters, digits and punctuation of the
/// scripts we know, all but one in twenty.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let known = text.chars().filter(|c| is_usual(*c)).count();
        known * 20 >= text.chars().count() * 19
    })
}

fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{a0}'..='\u{17f}' | '\u{400}'..='\u{4ff}'
        | '\u{2010}'..='\u{203a}' | '\u{20a0}'..='\u{20bf}' | '\u{2116}' | '\u{2122}' | '\u{301}'
        | '\u{3000}'..='\u{301f}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether the bytes are UTF-8 but for at most one misfit in eight characters outside ASCII.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut fit, mut misfit) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        fit += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        misfit += usize::from(!chunk.invalid().is_empty());
    }
    misfit == 0 || fit >= 8 * misfit
}

/// The encoding of bytes that are neither UTF-8 nor UTF-16, or `None` when nothing fits.
pub(super) fn legacy(bytes: &[u8]) -> Option<&'static Encoding> {
    if is_korean(&EUC_KR.decode_without_bom_handling(bytes).0) {
        return Some(EUC_KR);
    }
    let cyrillic = [WINDOWS_1251, KOI8_U]
        .into_iter()
        .map(|encoding| {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            (encoding, cyrillic_likelihood(&text))
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, likelihood)| *likelihood > LEAST_LIKELIHOOD);
    if let Some((encoding, _)) = cyrillic {
        return Some(encoding);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (_, has_misfits) = guess.decode_without_bom_handling(bytes);
    (guess != UTF_8 && !has_misfits).then_some(guess)
}

/// The syllables that make up well over half of running Korean.
const SYLLABLES: &str = "이다는의에을가고하한지로사은도를서기시어대인들해자리정아있수그보일부나\
    과라제게으주것상성만구스조여장전위원없요니국관안동우까면경문말연된했무방유년되생할세오지공명\
    소신습적개와당려중화때내야회입거미선영분산실계용행결체모";

/// Whether a text decoded as Korean reads as Korean. Among the 2350 syllables of the code, other
/// bytes would hit the common ones once in twenty times.
fn is_korean(text: &str) -> bool {
    let (mut hangul, mut common, mut strange) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '가'..='힣' => {
                hangul += 1;
                common += usize::from(SYLLABLES.contains(c));
            }
            c if c.is_ascii() || is_usual(c) => {}
            _ => strange += 1,
        }
    }
    hangul > 4 * strange && common * 3 > hangul
}

/// Below this mean a text is not Cyrillic: running text has about -3, two or three words may come
/// down to -4, and the accented letters of Western texts stay under -6.
const LEAST_LIKELIHOOD: f64 = -4.2;

/// Mean natural logarithm of the likelihood of the characters outside ASCII, as Ukrainian or
/// Russian text.
fn cyrillic_likelihood(text: &str) -> f64 {
    let (mut sum, mut count) = (0.0, 0_u32);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            let letter = c.to_lowercase().next().unwrap_or(c);
            sum += match PER_MILLE
                .iter()
                .find(|(letters, _)| letters.contains(letter))
            {
                Some((_, share)) => (share / 1000.0).ln(),
                None if PUNCTUATION.contains(c) => -3.0,
                None => -8.0,
            };
            // Words in capitals are rarer than words in small letters.
            if before.is_uppercase() && c.is_uppercase() {
                sum -= 0.7;
            }
            // Capitals inside words and letters of two scripts in one word are signs of a misreading.
            let strange_case = before.is_lowercase() && c.is_uppercase();
            if strange_case || before.is_ascii_alphabetic() {
                sum -= 4.0;
            }
            count += 1;
        } else if c.is_ascii_alphabetic() && !before.is_ascii() && before.is_alphabetic() {
            sum -= 4.0;
        }
        before = c;
    }
    if count == 0 {
        f64::NEG_INFINITY
    } else {
        sum / f64::from(count)
    }
}

/// Punctuation outside ASCII that Cyrillic texts have.
const PUNCTUATION: &str = "«»“”„‘’–—…№§°•\u{a0}";

/// How often letters occur among a thousand, between Ukrainian and Russian.
const PER_MILLE: &[(&str, f64)] = &[
    ("о", 95.0),
    ("а", 82.0),
    ("ни", 65.0),
    ("те", 54.0),
    ("ів", 50.0),
    ("рс", 45.0),
    ("кл", 37.0),
    ("дум", 31.0),
    ("п", 28.0),
    ("зя", 22.0),
    ("ьбг", 16.0),
    ("чйх", 12.0),
    ("ыцюж", 8.5),
    ("їшєщ", 6.0),
    ("фэ", 3.0),
    ("ґёъ", 0.5),
];
