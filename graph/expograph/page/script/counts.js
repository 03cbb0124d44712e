// Counts for each choice of a filter what is shown once it is chosen, the others staying.

// The bits of a tie's mask: which filters leave it out.
export const BIT = { kinds: 1, relations: 2, themes: 4, countries: 8, weight: 16, years: 32, only: 64 };

export const marks = (list, isMarked) => {
  const marked = new Uint8Array(list.length);
  for (let place = 0; place < list.length; place += 1) marked[place] = isMarked(list[place], place);
  return marked;
};

// Of kinds and countries the things of it are counted, else the ties.
export const countsOf = (prepared, masks, filters) => ({
  kinds: kindCounts(prepared, masks, filters),
  countries: countryCounts(prepared, masks),
  relations: tieCounts(prepared.relations, prepared.ties.relation, masks, BIT.relations),
  themes: themeCounts(prepared, masks),
  weights: weightCounts(prepared, masks),
  years: yearCounts(prepared, masks),
  undated: undatedCount(prepared, masks),
});

const paired = (choices, counts) => new Map(choices.map((choice, place) => [choice, counts[place]]));

// A thing of a hidden kind comes back with its kind, if what it is tied to is shown then.
const kindCounts = ({ ties: { from, to }, kinds, kind }, masks, filters) => {
  const hidden = marks(kinds, (one) => filters.kinds.has(one));
  const seen = new Uint8Array(kind.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (masks[tie] & ~BIT.kinds) continue;
    const a = from[tie], b = to[tie];
    const isAlike = kind[a] === kind[b];
    if (isAlike || !hidden[kind[b]]) seen[a] = 1;
    if (isAlike || !hidden[kind[a]]) seen[b] = 1;
  }
  const counts = new Uint32Array(kinds.length);
  for (let thing = 0; thing < kind.length; thing += 1) counts[kind[thing]] += seen[thing];
  return paired(kinds, counts);
};

const countryCounts = ({ ties: { from, to }, countries, country }, masks) => {
  const seen = new Uint8Array(country.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (!(masks[tie] & ~BIT.countries)) seen[from[tie]] = seen[to[tie]] = 1;
  }
  const counts = new Uint32Array(countries.length + 1);
  for (let thing = 0; thing < country.length; thing += 1) counts[country[thing]] += seen[thing];
  return paired(countries, counts.subarray(1));
};

const tieCounts = (choices, values, masks, bit) => {
  const counts = new Uint32Array(choices.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (!(masks[tie] & ~bit)) counts[values[tie]] += 1;
  }
  return paired(choices, counts);
};

// A tie has the themes of both its ends.
const themeCounts = ({ things, ties: { from, to }, themes }, masks) => {
  const counts = new Uint32Array(themes.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (masks[tie] & ~BIT.themes) continue;
    const here = things.themes[from[tie]], there = things.themes[to[tie]];
    for (const theme of here) counts[theme] += 1;
    if (here === there) continue;
    for (const theme of there) if (!here.includes(theme)) counts[theme] += 1;
  }
  return paired(themes, counts);
};

// For each number of sources the ties with at least so many.
const weightCounts = ({ weights, weightAt }, masks) => {
  const exact = tieCounts(weights, weightAt, masks, BIT.weight);
  let left = 0;
  for (const count of exact.values()) left += count;
  return new Map([...exact].map(([weight, count]) => [weight, (left -= count) + count]));
};

const undatedCount = ({ first }, masks) => {
  let count = 0;
  for (let tie = 0; tie < masks.length; tie += 1) count += !first[tie] && !(masks[tie] & ~BIT.years);
  return count;
};

// A tie that lasts is counted in each of its years.
const yearCounts = ({ first, last, least, years }, masks) => {
  const changes = new Int32Array(years.length + 1);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (masks[tie] & ~BIT.years || !first[tie]) continue;
    changes[first[tie] - least] += 1;
    changes[last[tie] - least + 1] -= 1;
  }
  let sum = 0;
  return new Map(years.map((year, place) => [year, sum += changes[place]]));
};
