use crate::{check::tests::sentences, text::Lang};

#[test]
fn negations_lost_and_gained() {
    for (en, source, lang) in [
        (
            "We will go there.",
            "우리는 그곳에 가지 않을 겁니다.",
            Lang::Ko,
        ),
        (
            "We will not go there.",
            "우리는 그곳에 갈 겁니다.",
            Lang::Ko,
        ),
        ("There is time.", "시간이 없습니다.", Lang::Ko),
        ("I came yesterday.", "저는 어제 못 왔어요.", Lang::Ko),
        ("We will go there.", "Ми туди не підемо.", Lang::Uk),
        ("He didn't say that.", "Він це сказав.", Lang::Uk),
        ("Somebody has come.", "Ніхто не прийшов.", Lang::Uk),
    ] {
        assert_eq!(sentences("negation", en, source, lang).len(), 1, "{en}");
    }
}

#[test]
fn languages_negate_in_their_own_ways() {
    for (en, source, lang) in [
        (
            "We have no choice but to go.",
            "갈 수밖에 없습니다.",
            Lang::Ko,
        ),
        ("We must go.", "가지 않으면 안 됩니다.", Lang::Ko),
        ("Only three came.", "세 명밖에 안 왔습니다.", Lang::Ko),
        ("It may be late.", "늦을지도 모릅니다.", Lang::Ko),
        ("Nobody said anything.", "Ніхто нічого не казав.", Lang::Uk),
        ("We cannot but go.", "Ми не можемо не піти.", Lang::Uk),
        (
            "Not only Kyiv but Lviv too.",
            "Не лише Київ, а й Львів.",
            Lang::Uk,
        ),
        ("They failed to come.", "Їм не вдалося прийти.", Lang::Uk),
        (
            "Neither he nor she came.",
            "Ні він, ні вона не прийшли.",
            Lang::Uk,
        ),
    ] {
        assert_eq!(sentences("negation", en, source, lang), [""; 0], "{en}");
    }
}
