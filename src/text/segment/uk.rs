//! Where Ukrainian sentences end.

use super::{Boundary, Mark, en, is_dash, is_quote, listed};

/// What follows belongs to them, whatever it is: titles, places, parts of a book.
const TITLES: &str = "\
    м вул просп пр бул бульв пл пров наб шт смт сел ст-ця ім див пор напр св проф акад доц \
    канд д-р ген ген-м полк підполк лейт серж адм п пп гр тов о оз р-н буд кв корп під'їзд \
    тел ред упоряд перекл заст нач англ нім фр франц \
    грец польськ рос укр табл розд арк зв тзв бл прибл орієнт дол кн \
    Св Див Пор Напр Ім Вул Проф Акад Ген Пл М Рис Табл Тел Ст Ч Р";

/// Units and the like: they end a sentence before a word that likes to start one, or before a
/// capital where nothing else can follow them.
const WEAK: &str = "\
    р рр ст тис млн млрд трлн обл кв с т гл ч н е год хв сек км кг мін сер січ лют берез квіт \
    трав черв лип серп верес жовт листоп груд пн вт чт пт сб нд";

/// Before a number they go on; before a capital they end the sentence, for nothing follows them.
const BEFORE_NUMBERS: &str = "\
    грн коп дол ін п.п год хв сек";

/// After a number they end a sentence only before a word that likes to start one.
const AFTER_NUMBERS: &str = "\
    р рр ст ч тис млн млрд трлн";

/// Words that start a sentence far more often than they follow an abbreviation inside one.
const STARTERS: &str = "\
    А Або Адже Але Ані Без Більш Більше Більшість Був Була Були Було Буде В Вам Вас Ваш Вже Ви \
    Від Він Вона Вони Воно Всі Втім Де Для До Досі Другий Дякую Дякуємо Є Ж Жоден За Завтра \
    Зараз З Зі Із І Інші Його Й Їх Їхній Їхня Її Кожен Кожна Коли Крім Куди Лише Майже Ми Мені \
    Мій Моя Між Може Можливо На Навіть Навіщо Над Нам Нас Наш Наша Наші Не Немає Ні Ніхто \
    Нічого Ну Об Однак Окрім Ось Отже Отож Перед Під Після По Поки Потім Проте Про При Раніше \
    Саме Сам Себе Серед Скільки Сьогодні Та Так Така Також Такий Такі Там Те Тепер Ти Тим Тих \
    То Тобто Тоді Той Том Тому Тут Ті У Усі Утім Учора Хоч Хоча Хто Це Цей Ця Ці Цього Через \
    Чи Чому Що Щоб Щодо Щойно Як Яка Який Які Якби Якщо Я";

pub(super) fn ends(at: &Boundary) -> bool {
    if !at.spaced || at.continues_with_punctuation() || at.continues_in_lower_case() {
        return false;
    }
    if at.closes_quote() && words_of_the_author_follow(at.after) {
        return false;
    }
    match at.kind() {
        Mark::Strong => true,
        Mark::Ellipsis => {
            let left_out = at.sentence.is_empty() || at.sentence.ends_with(['[', '(', ' ']);
            at.closes_quote() || !left_out
        }
        Mark::Stop if at.closes_quote() => true,
        Mark::Stop => stop_ends(at),
    }
}

fn stop_ends(at: &Boundary) -> bool {
    let word = at.last_word();
    let starts = || at.opens_quote() || listed(STARTERS, at.next_word());
    if at.is_list_number() {
        false
    } else if word.len() > 1 && word.is_ascii() && word.starts_with(char::is_alphabetic) {
        en::stop_ends(at)
    } else if follows_number(at) && !at.next_is_digit() && !at.ends_in_initial() {
        // `5 м.`, `300 с.`: a unit, not a place; but `2014 р.`, `5 тис.` go on.
        !listed(AFTER_NUMBERS, word) || starts()
    } else if listed(TITLES, word) {
        false
    } else if listed(BEFORE_NUMBERS, word) || ends_in_so_on(at) {
        !at.next_is_digit()
    } else if listed(WEAK, word) {
        starts()
    } else if at.ends_in_initial() {
        starts() && !next_is_initial(at)
    } else {
        true
    }
}

/// `«Чому?» — спитав він`: the dash after the closing mark ties the author's words to the quote;
/// a dash and an opening mark is the next speaker.
fn words_of_the_author_follow(after: &str) -> bool {
    let rest = after.trim_start_matches(is_dash);
    rest.len() < after.len() && !rest.trim_start().starts_with(is_quote)
}

/// Whether the word before the last is a number.
fn follows_number(at: &Boundary) -> bool {
    let mut words = at.sentence.split_whitespace().rev();
    words.next();
    words
        .next()
        .is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
}

/// `і т. д.`, `та т. п.`, `і т.д.`
fn ends_in_so_on(at: &Boundary) -> bool {
    let sentence = at.sentence;
    ["т. д", "т. п", "т.д", "т.п", "т. ін", "т.ін"]
        .iter()
        .any(|tail| sentence.ends_with(tail))
}

/// `В. О. Коваль`: one-letter words such as `О` or `В` start sentences too, unless a full stop
/// follows them.
fn next_is_initial(at: &Boundary) -> bool {
    let word = at.next_word();
    word.chars().count() == 1
        && at
            .next_text()
            .get(word.len()..)
            .is_some_and(|rest| rest.starts_with('.'))
}
