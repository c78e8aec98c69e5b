//! Which names are one: disjoint sets of name mentions (union by the earlier one, paths halved).

/// Sets of the numbers from 0 up to a size.
pub(super) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    pub(super) fn new(size: usize) -> Self {
        Groups { parent: (0..size).collect() }
    }

    /// The smallest number of the set that holds `index`.
    pub(super) fn first_of(&mut self, mut index: usize) -> usize {
        while self.parent[index] != index {
            self.parent[index] = self.parent[self.parent[index]];
            index = self.parent[index];
        }
        index
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first_of(one), self.first_of(other));
        self.parent[one.max(other)] = one.min(other);
    }
}
