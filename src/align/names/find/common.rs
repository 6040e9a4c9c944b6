//! English words that are capitalised without being names.

use std::sync::LazyLock;

use crate::text::WordList;

/// Words, in lower case, that are no part of a name wherever they stand.
pub fn never_a_name(word: &str) -> bool {
    const NEVER: &str = "i i'm i'll i've i'd mr mrs ms miss dr prof sir madam lord lady king queen \
        prince princess president vice prime minister chairman chairwoman chief general colonel \
        captain major sergeant lieutenant commander secretary senator governor mayor ambassador \
        judge justice professor doctor director representative congressman father mother brother \
        sister uncle aunt dad mom mum january february march april may june july august september \
        october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday \
        wednesday thursday friday saturday sunday ok okay tv am pm mister majesty \
        highness excellency excellencies honour honor admiral marshal speaker lawmaker comrade \
        minister deputy acting firefighter paramedic chaplain bishop archbishop cardinal rabbi \
        imam grandma grandpa coach deputy rev reverend det detective st government phd presiding";
    let singular = word.strip_suffix("days").map(|day| format!("{day}day"));
    let word = singular.as_deref().unwrap_or(word);
    static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(NEVER));
    WORDS.has(word)
}

/// Words, in lower case, that names of institutions, places and times are made of. A name of
/// nothing else is translated, not transliterated, and tells nothing here.
pub fn generic(word: &str) -> bool {
    const GENERIC: &str = "day days eve age era year century army navy air force forces guard \
        guards corps command staff court cabinet constitution ministry assembly party workers \
        worker people peoples committee commission council bureau board department agency service \
        services office union association alliance federation company corporation group bank \
        university college school academy institute hospital church temple cathedral street \
        square avenue road river lake sea ocean island islands mountain mountains mount cape bay \
        gulf port airport station bridge palace tower museum theatre theater park hall house zone \
        area region province district county city town village north south east west northern \
        southern eastern western central middle upper lower great holy supreme foreign national \
        international royal federal public general special joint united new old big little red \
        white black blue green golden world war peace operation hero heroes order prize award \
        medal cup league games festival summit conference forum treaty agreement act law code \
        charter list revolution defense defence interior finance health education justice culture \
        sport sports unification intelligence security reconnaissance police fire investigation \
        news agency press radio television television tv channel times post herald journal daily \
        statistics chamber commerce trade labor labour industry energy economy environment \
        transport agriculture without borders real estate heritage your our his her their earth \
        internet line block building street article chapter section part state states street";
    static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(GENERIC));
    WORDS.has(word)
}

/// Whether `word`, in lower case, is one of everyday English (the 6,400 most frequent ones that the
/// texts the model was trained on mostly write in lower case). A name of nothing else is translated
/// as often as transliterated.
pub fn everyday(word: &str) -> bool {
    static WORDS: LazyLock<WordList> =
        LazyLock::new(|| WordList::new(include_str!("everyday.txt")));
    WORDS.has(word)
}

/// Whether `word`, in lower case, is made as English makes its common nouns and adjectives.
pub fn derived(word: &str) -> bool {
    const ENDINGS: [&str; 13] = [
        "tion", "tions", "sion", "ment", "ments", "ness", "ship", "ity", "ism", "able", "ful",
        "less", "side",
    ];
    word.len() > 7 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Words that sentences start with, and interjections.
pub fn starts_sentences(word: &str) -> bool {
    const STARTS: &str = "a an the this that these those there here it its he his him she her hers \
        they their them we our ours us you your yours my mine me who whom whose which what when \
        where why how if unless until while although though because since as so but and or nor \
        for yet then than thus therefore however moreover meanwhile still also even just only not \
        no none nobody nothing never ever always often sometimes usually once twice again already \
        soon now today tomorrow yesterday tonight later before after during within without with \
        by from to of in on at into onto over under between among about against through across \
        up down out off above below behind beyond near around along is are was were be been being \
        am do does did done have has had having will would shall should can could may might must \
        let let's don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't \
        it's that's there's he's she's we're they're you're we've they've you've we'll they'll \
        you'll what's who's where's here's all any both each every few many more most much other \
        others another several some such same one two three four five six seven eight nine ten \
        eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred \
        first second third next last finally perhaps maybe indeed certainly surely clearly \
        obviously actually really very too quite well yes yeah yep hey hello hi oh ah wow please \
        thank thanks sorry good great bad nice right wrong sure fine new old young big small long \
        high early late people everyone everybody everything someone somebody something anyone \
        anybody anything men women children man woman child life world war peace time day year \
        years days money work government country nation state police army soldiers military \
        students teachers officials experts critics investigators prosecutors lawyers doctors \
        reporters according asked said says told added speaking looking going getting making \
        taking being given despite like unlike instead rather either neither whether whatever \
        whenever wherever whoever together otherwise suddenly fortunately unfortunately \
        especially particularly recently currently previously originally eventually come go get \
        give take make look see know think believe say tell ask want need try keep stop start \
        stay remember imagine consider god lord mr mrs ms dr";
    let first = word.split('-').next().unwrap_or(word);
    static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(STARTS));
    WORDS.has(word) || WORDS.has(first)
}

/// Abbreviations whose full stop does not end a sentence.
pub fn abbreviated(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "St"
            | "Gen"
            | "Col"
            | "Lt"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Sgt"
            | "Capt"
            | "Jr"
            | "Sr"
            | "U.S"
            | "vs"
            | "No"
    )
}

/// Whether the spelling is of a sort English words do not have.
pub fn looks_foreign(word: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "enko", "skyy", "skiy", "sky", "skyi", "chuk", "yuk", "yk", "ovych", "vych", "vich", "iv",
        "yiv", "ov", "ev", "ova", "eva", "zhzhia", "ivka", "ivsk", "yi", "shvili",
    ];
    const INSIDE: [&str; 12] = [
        "zh", "kh", "yy", "eung", "yeo", "jae", "hyun", "hyeon", "eok", "eun", "shch", "jong",
    ];
    const ENGLISH: [&str; 4] = ["sky", "whisky", "khaki", "frisky"];
    !ENGLISH.contains(&word)
        && word.len() > 3
        && (ENDINGS.iter().any(|e| word.ends_with(e)) || INSIDE.iter().any(|i| word.contains(i)))
}
