use proptest::prelude::*;

use super::*;
use Lang::{En, Ko, Uk};

/// The values of `text`, each with the words it was read from.
fn read(text: &str, lang: Lang) -> Vec<(Value, &str)> {
    numbers(text, lang)
        .into_iter()
        .map(|n| (n.value, n.span.of(text)))
        .collect()
}

fn values(text: &str, lang: Lang) -> Vec<Value> {
    read(text, lang)
        .into_iter()
        .map(|(value, _)| value)
        .collect()
}

#[track_caller]
fn one(text: &str, lang: Lang, value: Value, words: &str) {
    assert_eq!(read(text, lang), [(value, words)], "{text}");
}

#[track_caller]
fn none(text: &str, lang: Lang) {
    assert_eq!(read(text, lang), [], "{text}");
}

fn n(n: f64) -> Value {
    Value::count(n)
}

fn long(n: f64, period: Period) -> Value {
    Value::Count {
        n,
        period: Some(period),
    }
}

fn date(year: u16, month: u8, day: u8) -> Value {
    let some = |n: u8| (n > 0).then_some(n);
    Value::Date {
        year: (year > 0).then_some(year),
        month: some(month),
        day: some(day),
    }
}

fn time(hour: u8, minute: u8, twelve: bool) -> Value {
    Value::Time {
        hour,
        minute,
        twelve,
    }
}

fn money(amount: f64, currency: Currency) -> Value {
    Value::Money { amount, currency }
}

#[test]
fn english_cardinals() {
    one("We saw 1,234 people.", En, n(1234.0), "1,234");
    one("It took 1.5 of them", En, n(1.5), "1.5");
    one("some 3.5 million people", En, n(3.5e6), "3.5 million");
    one("twenty-five of us", En, n(25.0), "twenty-five");
    one("two hundred and five", En, n(205.0), "two hundred and five");
    one(
        "three hundred thousand",
        En,
        n(3e5),
        "three hundred thousand",
    );
    one("half a million refugees", En, n(5e5), "half a million");
    one(
        "two and a half million",
        En,
        n(2.5e6),
        "two and a half million",
    );
    one("a hundred men", En, n(100.0), "a hundred");
    one("half a dozen", En, n(6.0), "half a dozen");
    one("a third of it", En, n(1.0 / 3.0), "a third");
    one("two-thirds", En, n(2.0 / 3.0), "two-thirds");
    one("up by a third, then", En, n(1.0 / 3.0), "a third");
    one(
        "a quarter of a million",
        En,
        n(250_000.0),
        "a quarter of a million",
    );
    one("in his fifties", En, n(50.0), "fifties");
    one("two dozen", En, n(24.0), "two dozen");
    one("rose thirtyfold", En, n(30.0), "thirtyfold");
    one("a decade ago", En, long(10.0, Period::Year), "a decade");
    one("about 10k shells", En, n(1e4), "10k");
    assert_eq!(values("one and two", En), [n(1.0), n(2.0)]);
    assert_eq!(values("5 to 6 million", En), [n(5e6), n(6e6)]);
    assert_eq!(values("5-6 million", En), [n(5e6), n(6e6)]);
    none("hundreds of thousands of people", En);
    none("several thousand, millions even", En);
    none("I may march in a second", En);
}

#[test]
fn english_units() {
    one("15% more", En, Value::Percent(15.0), "15%");
    one(
        "fifteen percent",
        En,
        Value::Percent(15.0),
        "fifteen percent",
    );
    one("15 per cent", En, Value::Percent(15.0), "15 per cent");
    one(
        "$2.5 billion",
        En,
        money(2.5e9, Currency::Dollar),
        "$2.5 billion",
    );
    one("US$300m", En, money(3e8, Currency::Dollar), "US$300m");
    one("50,000 won", En, money(5e4, Currency::Won), "50,000 won");
    one(
        "two million hryvnias",
        En,
        money(2e6, Currency::Hryvnia),
        "two million hryvnias",
    );
    one("the 24-year-old", En, long(24.0, Period::Year), "24-year");
    one("half an hour", En, long(0.5, Period::Hour), "half an hour");
    one("three days", En, long(3.0, Period::Day), "three days");
}

#[test]
fn english_dates_and_times() {
    one("on January 5", En, date(0, 1, 5), "January 5");
    one("on Jan. 5, 2024, he", En, date(2024, 1, 5), "Jan. 5, 2024");
    one("on 5 January 2024", En, date(2024, 1, 5), "5 January 2024");
    one("the 5th of May", En, date(0, 5, 5), "5th of May");
    one("in March 2024", En, date(2024, 3, 0), "March 2024");
    one(
        "two years and six months",
        En,
        long(2.5, Period::Year),
        "two years and six months",
    );
    one("Pope Leo XIV", En, Value::Ordinal(14), "XIV");
    one(
        "six in the morning",
        En,
        time(6, 0, false),
        "six in the morning",
    );
    one("last May", En, date(0, 5, 0), "May");
    one("since 2014", En, date(2014, 0, 0), "2014");
    one("in the 1990s", En, date(1990, 0, 0), "1990s");
    one("on Monday", En, Value::Weekday(1), "Monday");
    one("at 3 p.m. today", En, time(15, 0, false), "3 p.m.");
    one("at 3:30 am", En, time(3, 30, false), "3:30 am");
    one("at 15:00", En, time(15, 0, false), "15:00");
    one("three o'clock", En, time(3, 0, true), "three o'clock");
    one("the 21st century", En, Value::Ordinal(21), "21st");
    one(
        "his twenty-third day",
        En,
        Value::Ordinal(23),
        "twenty-third",
    );
    one("15 may have died", En, n(15.0), "15");
}

#[test]
fn korean_cardinals() {
    one("1만 2천여 명이", Ko, n(12_000.0), "1만 2천여 명");
    one("3억 5천만이다", Ko, n(3.5e8), "3억 5천만");
    one("병력 1만2000명을", Ko, n(12_000.0), "1만2000명");
    one("십만 명이", Ko, n(1e5), "십만 명");
    one("이십오 명", Ko, n(25.0), "이십오 명");
    one("세 명이 왔다", Ko, n(3.0), "세 명");
    one("열두 개", Ko, n(12.0), "열두 개");
    one("삼백 마일이나", Ko, n(300.0), "삼백");
    one("군사 사십만으로", Ko, n(4e5), "사십만");
    one("헌법 9조와", Ko, Value::Ordinal(9), "9조");
    one("예산 9조 원", Ko, money(9e12, Currency::Won), "9조 원");
    one("지구의 1/6이야", Ko, n(1.0 / 6.0), "1/6");
    none("한시도 잊지 않은 이 시간, 네, 만약 천만에요 조금 백신", Ko);
    none("보름달과 네 나라", Ko);
    one("미사일 네 발을", Ko, n(4.0), "네 발");
    one("여든이 넘은", Ko, n(80.0), "여든");
    one("둘 다 좋다", Ko, n(2.0), "둘");
    one("일곱 번째", Ko, Value::Ordinal(7), "일곱 번째");
    one("나 서른여덟이에요", Ko, n(38.0), "서른여덟");
    one("세 시즌 동안", Ko, n(3.0), "세");
    one("제5조를", Ko, Value::Ordinal(5), "5조");
    none("구조대가 백일해 십 대", Ko);
    one("절반은", Ko, n(0.5), "절반");
    one("3분의 1이", Ko, n(1.0 / 3.0), "3분의 1");
    one("만 명", Ko, n(10_000.0), "만 명");
    none("이 일은 사람이 만나서 조사한 천천히 하는 일", Ko);
    none("수십만 명과 수천 명, 몇 백 명", Ko);
    none("만일 구조가 오만하면 이사를 사양한다", Ko);
    none("한국 사람은 두고 온 세상을 네가 본다", Ko);
    none("이 분과 이 사람", Ko);
    none("쉰 목소리로", Ko);
    none("두세 명, 서너 명", Ko);
}

#[test]
fn korean_units() {
    one("15퍼센트를", Ko, Value::Percent(15.0), "15퍼센트");
    one("15프로 정도", Ko, Value::Percent(15.0), "15프로");
    one("15%의", Ko, Value::Percent(15.0), "15%");
    one("25억원을", Ko, money(2.5e9, Currency::Won), "25억원");
    one("천만 원", Ko, money(1e7, Currency::Won), "천만 원");
    one("300만 달러", Ko, money(3e6, Currency::Dollar), "300만 달러");
    one("24살이었다", Ko, long(24.0, Period::Year), "24살");
    one("스물다섯 살", Ko, long(25.0, Period::Year), "스물다섯 살");
    one("세 시간", Ko, long(3.0, Period::Hour), "세 시간");
    one("3년 반이", Ko, long(3.5, Period::Year), "3년 반");
    one("3개월 동안", Ko, long(3.0, Period::Month), "3개월");
    one("사흘 만에", Ko, long(3.0, Period::Day), "사흘");
    one("징역 2년 6개월을", Ko, long(2.5, Period::Year), "2년 6개월");
    one("열흘간", Ko, long(10.0, Period::Day), "열흘");
    one("열하루째", Ko, long(11.0, Period::Day), "열하루");
    one("삼 주 동안", Ko, long(3.0, Period::Week), "삼 주");
    one("5원칙", Ko, n(5.0), "5");
}

#[test]
fn korean_dates_and_times() {
    one("1월 6일에", Ko, date(0, 1, 6), "1월 6일");
    one("2024년 1월", Ko, date(2024, 1, 0), "2024년 1월");
    one("2024년 1월 6일", Ko, date(2024, 1, 6), "2024년 1월 6일");
    one("2022년에", Ko, date(2022, 0, 0), "2022년");
    one("1990년대", Ko, date(1990, 0, 0), "1990년대");
    one("월요일에", Ko, Value::Weekday(1), "월요일");
    one(
        "어제 오후 3시 30분에",
        Ko,
        time(15, 30, false),
        "오후 3시 30분",
    );
    one("세 시 반에", Ko, time(3, 30, true), "세 시 반");
    one("5·18 민주화", Ko, date(0, 5, 18), "5·18");
    one("15:00에", Ko, time(15, 0, false), "15:00");
    one("세 번째", Ko, Value::Ordinal(3), "세 번째");
    one("제2차", Ko, Value::Ordinal(2), "2차");
    one("5일 동안", Ko, long(5.0, Period::Day), "5일");
    one("십이월", Ko, date(0, 12, 0), "십이월");
}

#[test]
fn ukrainian_cardinals() {
    one("1 234 особи", Uk, n(1234.0), "1 234");
    one("12 тис. людей", Uk, n(12_000.0), "12 тис.");
    one("1,5 мільйона людей", Uk, n(1.5e6), "1,5 мільйона");
    one("3 млн 200 тис. осіб", Uk, n(3.2e6), "3 млн 200 тис.");
    one("двадцять п’ять", Uk, n(25.0), "двадцять п’ять");
    one("двома сотнями", Uk, n(2.0), "двома");
    one(
        "сто двадцять три тисячі",
        Uk,
        n(123_000.0),
        "сто двадцять три тисячі",
    );
    one("півтора мільйона", Uk, n(1.5e6), "півтора мільйона");
    one("два з половиною", Uk, n(2.5), "два з половиною");
    one("половина країни", Uk, n(0.5), "половина");
    one("тисяча людей", Uk, n(1000.0), "тисяча");
    one("двоє дітей", Uk, n(2.0), "двоє");
    none("сотні й тисячі людей, десятки мільйонів", Uk);
    none("вона каже, що вони тут", Uk);
}

#[test]
fn ukrainian_units_dates_and_times() {
    one("15 %", Uk, Value::Percent(15.0), "15 %");
    one(
        "п'ятнадцять відсотків",
        Uk,
        Value::Percent(15.0),
        "п'ятнадцять відсотків",
    );
    one(
        "300 млн доларів",
        Uk,
        money(3e8, Currency::Dollar),
        "300 млн доларів",
    );
    one("50 грн", Uk, money(50.0, Currency::Hryvnia), "50 грн");
    one("24-річний", Uk, long(24.0, Period::Year), "24-річний");
    one("п’ять років", Uk, long(5.0, Period::Year), "п’ять років");
    one("півроку", Uk, long(0.5, Period::Year), "півроку");
    one(
        "6 січня 2024 року він",
        Uk,
        date(2024, 1, 6),
        "6 січня 2024 року",
    );
    one(
        "двадцять четвертого лютого",
        Uk,
        date(0, 2, 24),
        "двадцять четвертого лютого",
    );
    one("24 лютого", Uk, date(0, 2, 24), "24 лютого");
    one("06.01.2024", Uk, date(2024, 1, 6), "06.01.2024");
    one("у січні", Uk, date(0, 1, 0), "січні");
    one("2014 року", Uk, date(2014, 0, 0), "2014 року");
    one("у 2004-го", Uk, date(2004, 0, 0), "2004-го");
    one("у 1990-х", Uk, date(1990, 0, 0), "1990-х");
    one("у п’ятницю", Uk, Value::Weekday(5), "п’ятницю");
    one("о 15:00", Uk, time(15, 0, false), "15:00");
    one("о третій годині", Uk, time(3, 0, true), "третій годині");
    one("о третій дня", Uk, time(15, 0, false), "третій дня");
    one("щосуботи", Uk, Value::Weekday(6), "щосуботи");
    one("жовтневі вибори", Uk, date(0, 10, 0), "жовтневі");
    one("першого дня", Uk, Value::Ordinal(1), "першого");
    one("шостої години", Uk, time(6, 0, true), "шостої години");
    one("п’яту частину", Uk, n(0.2), "п’яту частину");
    one("семиденну", Uk, long(7.0, Period::Day), "семиденну");
    one("сімнадцятеро", Uk, n(17.0), "сімнадцятеро");
    one("три години", Uk, long(3.0, Period::Hour), "три години");
    one("третій раз", Uk, Value::Ordinal(3), "третій");
    one("5-й полк", Uk, Value::Ordinal(5), "5-й");
    none("лютий холод", Uk);
}

#[test]
fn approximations() {
    let approx = |text, lang| numbers(text, lang).first().map(|n| n.approx);
    for text in [
        "about 12,000",
        "nearly 20",
        "more than 5",
        "at least 5",
        "some 30",
    ] {
        assert_eq!(approx(text, En), Some(true), "{text}");
    }
    for text in [
        "약 20명",
        "1만 2천여 명",
        "20명 정도",
        "20명 이상",
        "10여 년",
    ] {
        assert_eq!(approx(text, Ko), Some(true), "{text}");
    }
    for text in ["близько 20", "понад 5 тисяч", "більше ніж 5", "майже сто"]
    {
        assert_eq!(approx(text, Uk), Some(true), "{text}");
    }
    assert_eq!(approx("exactly 12,000", En), Some(false));
    assert_eq!(approx("20명이", Ko), Some(false));
    assert_eq!(approx("лише 20", Uk), Some(false));
}

proptest! {
    #[test]
    fn spans_are_text_in_order(text in "(\\PC|[0-9]|[ ,.:%$-]|만|천|이|세 |시|월 |일|half |two |million|and |сто |тисяч |січня |року|p\\.m\\.){0,60}") {
        for lang in Lang::ALL {
            let found = numbers(&text, lang);
            let mut end = 0;
            for number in &found {
                prop_assert!(number.span.start >= end);
                prop_assert!(!number.describe(&text).is_empty());
                prop_assert!((0.0..=1.0).contains(&number.strength));
                end = number.span.end;
            }
            let same = compare(&found, &found);
            prop_assert_eq!(same.matched, found.len());
            prop_assert!(same.conflicts.is_empty());
        }
    }
}
