//! The rules measured on texts of our own: `|` marks every boundary inside a line (two spaces around it are one).

use super::{Lang, Span, sentences};

/// Takes the marks out of `marked`; gives the text and the sentences it should fall into.
fn expected(marked: &str) -> (String, Vec<String>) {
    let sentences = marked.split('|').map(|s| s.trim().to_owned()).collect();
    let text = marked.replace('|', "").replace("  ", " ");
    (text, sentences)
}

/// Every line must fall into exactly the sentences marked; all that do not are shown at once.
fn assert_segments(lang: Lang, lines: &str) {
    let mut count = 0;
    let mut wrong = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (text, expected) = expected(line);
        count += expected.len();
        let found: Vec<_> = sentences(&text, Span::new(0, text.len()), lang)
            .iter()
            .map(|s| s.of(&text).to_owned())
            .collect();
        if found != expected {
            wrong.push_str(&format!("\nexpected {expected:?}\n   found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 40, "only {count} sentences");
}

#[test]
fn english() {
    assert_segments(
        Lang::En,
        r#"
        Mr. Brown met Mrs. Lee at St. Mary's. | They talked for hours.
        Gen. Park and Lt. Col. Weaver signed it. | Sen. Ortiz did not.
        The U.S. Senate voted on Jan. 5. | The House waited.
        She moved to the U.S. | It was cold.
        He left the U.S. in 1999 for good.
        J. R. Smith wrote the book. | A. B. Carter printed it.
        Prices rose 3.5 percent to $1,200.50. | Nobody was surprised.
        "We won't go." | "You must."
        "Why?" she asked. | "Because I said so," he replied.
        "Why now?" Kim asked. | "Why not?" Prime Minister Ardern replied.
        "Stop!" he shouted. | The car went on.
        He said: "I am tired. | Let me sleep." | Then he slept.
        "I know what it costs!" | She knew it all along.
        Well... I don't know. | Maybe.
        He waited... | Then the phone rang.
        We need time ... and money.
        They came [...] and left. | Nobody saw them.
        He stopped… and went on. | She did not.
        What?! | You did what?
        No way!!! | It can't be.
        The shop opens at 9 a.m. and closes at 5 p.m. on Sundays.
        It closed at 5 p.m. | We went home.
        See No. 5 on the list. | No. | I will not.
        Acme Inc. said so. | Acme Inc. | The company said more.
        Visit example.com or https://news.example.org/a.b?c=d for more. | It is free.
        (He was late.) | We began without him.
        It was over (or so we thought). | It was not.
        1. Open the box. | 2. Take it out.
        The vote was 5 to 4. | 20 people left.
        Dr. Ana Ruiz, Ph.D., spoke first. | Nobody listened.
        iPhone sales fell. | eBay sales rose.
        Vitamin C. | It helps.
        "It is over," he said. | “It is not,” she said. | ‘Quiet!’
        He shouted "Fire!" and ran.
        The firm (Brown & Co.) closed. | Its owner wept.
        He asked, "Is it safe?" | Nobody knew.
        'I am here.' | 'So am I.'
        Did he go? | Yes. | Did she? | No.
        We saw cats, dogs, etc. and left. | He stayed.
        It was *great.* | We loved it.
        The ship v. Jones, art. 5, p. 12. | Read it.
        "This," he said, "is it." | — And then? | — Nothing.
        Prof. Li vs. Dr. Ray: who won? | Neither.
        It is done. ” | She smiled.
        In Sept. 2014 they met. | In Oct. they parted.
        "#,
    );
}

#[test]
fn korean() {
    assert_segments(
        Lang::Ko,
        r#"
        그는 집에 갔다. | 그녀는 남았다.
        "가겠다."라고 말했다. | "가겠다." | 그는 말했다.
        “내일 오겠습니다.”라며 웃었다. | 아무도 믿지 않았다.
        “갈까?”라고 물었다. | “가자!”는 대답이 돌아왔다.
        "이제 끝났다." 라고 그는 적었다. | 모두가 울었다.
        "우리는 이긴다"고 했다. | 박수가 나왔다.
        비가 왔다.|그러나 우리는 걸었다. | 길은 멀었다.
        정말이에요?|네, 그렇습니다.
        물가가 3.5% 올랐다. | 1.2배는 아니었다.
        2018. 10. 3. 오전에 만났다. | 그날은 맑았다.
        그게... 잘 모르겠어요. | 정말요.
        그게… 저는 못 봤습니다. | 미안합니다.
        끝난 줄 알았다... | 그런데 아니었다.
        아니요! | 안 됩니다!! | 왜요?
        회의는 끝났습니까? | 예, 끝났습니다.
        1. 문을 연다. | 2. 상자를 꺼낸다.
        가. 목적을 밝힌다. | 나. 방법을 정한다.
        자세한 내용은 www.example.co.kr 에서 볼 수 있다. | 무료다.
        Mr. Kim은 오지 않았다. | J. R. 스미스가 왔다.
        U.S. 스틸이 발표했다. | 주가가 올랐다.
        그는 "나는 지쳤다. | 쉬고 싶다."고 말했다.
        「돌아오라.」 | 편지는 그렇게 끝났다.
        ‘괜찮다.’ | 그녀는 속으로 되뇌었다.
        “안 가요.” | “왜요?” | “그냥요.”
        - 어디 가세요? | - 학교에 가요.
        (웃음) 그렇군요. | 다음 질문입니다.
        그는 떠났다. | (박수) 모두 일어섰다.
        고맙습니다. | (박수) 여러분 덕분입니다.
        예산은 1,200.50달러였다. | 모자랐다.
        그는 "왜?" 하고 물었다. | 답은 없었다.
        "몰라.", "싫어." 같은 말만 했다. | 지겨웠다.
        노래 "가자."를 불렀다. | 다들 따라 했다.
        그는 “상관없습니다."라고 했다. | '좋죠.'라고도 했다.
        많이 왔습니다 ... | 그들은 갔다.
        퍼프 대디(P. Diddy)가 왔다. | 노래했다.
        서울에 삼. | 부산에 안 감.
        그렇다。|아니다！|맞나？
        갔다.. | 왔다..
        그는 왔다.|"이제 시작하자."그가 말했다.
        "#,
    );
}

#[test]
fn ukrainian() {
    assert_segments(
        Lang::Uk,
        r#"
        Він живе в м. Київ на вул. Шевченка. | Вона — ні.
        У 2014 р. Україна змінилася. | У 2015 р. було важче.
        Це сталося 1999 р. | Він пам'ятає.
        В. О. Коваль приїхав. | Т. Г. Шевченко народився в с. Моринці.
        Бюджет — 5 тис. гривень і 3 млн. доларів. | Грошей бракує.
        Школа ім. Лесі Українки. | Див. розділ 5.
        Ціни зросли на 3,5 %. | Ніхто не здивувався.
        «Ми не підемо». | «Мусите».
        «Чому?» — спитав він. | «Бо так треба», — відповіла вона.
        «Чому?» — Коваль підвівся. | Мовчання.
        «Де ви?» | — «Удома».
        — Куди ви йдете? | — До школи.
        Ну… не знаю. | Може.
        Він чекав... | Потім пролунав дзвінок.
        Нам треба часу ... і грошей. | Так.
        Що?! | Ви це зробили?
        Ні!!! | Не може бути.
        Він сказав: «Я втомився. | Дайте поспати». | І заснув.
        Купили яблука, груші і т. д. | Потім поїхали.
        Були столи, стільці та ін. | Усе вивезли.
        Проф. Іваненко та акад. Петренко мовчали. | Ген. Сидоренко — ні.
        1. Відкрийте коробку. | 2. Вийміть.
        Сторінка example.com.ua або https://news.example.ua/a.b працює. | Вона безплатна.
        (Він запізнився.) | Ми почали без нього.
        Кінець (так ми думали). | Не кінець.
        Він важить 80 кг. | Це багато.
        Довжина — 5 м. | Ширина — 3 м. | Висоту не міряли.
        У 1990-х рр. було інакше. | Так казали всі.
        «Стій!» — крикнув він. | Авто поїхало далі.
        "Іду." | "Чекаю."
        Слава Україні! | Героям слава!
        Чи він прийде? | Так. | А вона? | Ні.
        Ст. 5 Конституції. | Читайте.
        Це коштує 50 грн. | Беріть.
        Це коштує 50 грн. за кілограм. | Беріть.
        Народився у ХІХ ст. | Він помер у ХХ ст.
        о. Василь і св. Миколай. | Амінь.
        Він жив до 100 р. до н. е. у Римі. | Там і помер.
        Зустріч о 10 год. 30 хв. у суботу. | Приходьте.
        Бренди Revlon та Dr. Martens пішли. | Забили гол. | «Динамо» виграло.
        Вийшла газета «День». | Її читали.
        Він приїхав з п. Коваленком. | Вони сіли.
        Іду. » | Вона всміхнулася.
        „Добре!” | “Гаразд.” | „Ні!“ | Так.
        "#,
    );
}
