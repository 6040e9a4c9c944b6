//! The sums of the words met last, within bounded memory.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::Packed;

/// Words and the sums of their rows. Of too many, those go that were not asked for again: the clock
/// of Corbató (1968), "A paging experiment with the Multics system".
#[derive(Debug, Default)]
pub(super) struct Words {
    hasher: RandomState,
    /// Numbers of slots, by the hash of their words.
    table: HashTable<u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// The slot looked at next when room is needed.
    hand: usize,
}

#[derive(Debug)]
struct Slot {
    /// None in a free slot.
    word: Option<Box<str>>,
    /// Whether it was asked for since the hand passed.
    recent: bool,
    sum: Packed,
}

impl Words {
    /// Words kept when room is made: 14 MB.
    const MOST: usize = 1 << 15;

    /// Makes room for so many new words. Until the next call the words that [`Words::slot`] names
    /// keep their slots.
    pub fn make_room(&mut self, words: usize) {
        let words = words.min(Self::MOST / 2);
        if self.slots.is_empty() {
            self.slots.reserve_exact(Self::MOST);
        }
        while self.slots.len() - self.free.len() + words > Self::MOST {
            let at = self.hand;
            self.hand = (at + 1) % self.slots.len();
            let slot = &mut self.slots[at];
            if slot.recent {
                slot.recent = false;
            } else if let Some(word) = slot.word.take() {
                let hash = self.hasher.hash_one(&*word);
                if let Ok(entry) = self.table.find_entry(hash, |i| *i as usize == at) {
                    entry.remove();
                }
                self.free.push(at as u32);
            }
        }
    }

    /// The slot of a word, and whether it is new: then its sum is still to be set.
    pub fn slot(&mut self, word: &str) -> (u32, bool) {
        let Self {
            hasher,
            table,
            slots,
            free,
            ..
        } = self;
        let hash = hasher.hash_one(word);
        let is_it = |i: &u32| slots[*i as usize].word.as_deref() == Some(word);
        if let Some(at) = table.find(hash, is_it) {
            slots[*at as usize].recent = true;
            return (*at, false);
        }
        let slot = Slot {
            word: Some(word.into()),
            recent: false,
            sum: Packed::ZERO,
        };
        let at = match free.pop() {
            Some(at) => {
                slots[at as usize] = slot;
                at
            }
            None => {
                slots.push(slot);
                slots.len() as u32 - 1
            }
        };
        table.insert_unique(hash, at, |i| {
            hasher.hash_one(slots[*i as usize].word.as_deref().unwrap_or_default())
        });
        (at, true)
    }

    /// Sets the sum of a word.
    pub fn set(&mut self, slot: u32, sum: Packed) {
        self.slots[slot as usize].sum = sum;
    }

    /// The sum of a word.
    pub fn sum(&self, slot: u32) -> &Packed {
        &self.slots[slot as usize].sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::Vector;

    fn packed(x: usize) -> Packed {
        let mut vector = Vector::ZERO;
        vector.0[0] = x as f32;
        Packed::new(&vector)
    }

    #[test]
    fn what_is_asked_for_again_stays_and_memory_is_bounded() {
        let mut words = Words::default();
        let mut met = 0;
        for i in 0..3 * Words::MOST {
            words.make_room(2);
            let (often, new) = words.slot("often");
            met += usize::from(new);
            if new {
                words.set(often, packed(7));
            }
            let (rare, new) = words.slot(&format!("word {i}"));
            assert!(new);
            words.set(rare, packed(i));
            assert_eq!(words.sum(often).unpack().0[0], 7.0);
            assert!((words.sum(rare).unpack().0[0] - i as f32).abs() <= 1e-6 * i as f32);
        }
        assert_eq!(met, 1);
        assert!((Words::MOST - 2..=Words::MOST).contains(&words.slots.len()));
        assert!(words.table.len() <= words.slots.len());
        let (_, new) = words.slot(&format!("word {}", 3 * Words::MOST - 9));
        assert!(!new);
    }

    #[test]
    fn one_text_may_have_more_words_than_are_kept() {
        let mut words = Words::default();
        for round in 0..3 {
            let all = 2 * Words::MOST;
            words.make_room(all);
            let slots: Vec<u32> = (0..all).map(|i| words.slot(&i.to_string()).0).collect();
            for (i, slot) in slots.iter().enumerate() {
                words.set(*slot, packed(i + round));
            }
            for (i, slot) in slots.iter().enumerate().step_by(1000) {
                let kept = words.sum(*slot).unpack().0[0];
                assert!((kept - (i + round) as f32).abs() < 0.1);
            }
        }
        assert!(words.slots.len() <= 3 * Words::MOST);
    }
}
