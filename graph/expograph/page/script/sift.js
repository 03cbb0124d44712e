// Finds which ties pass the filters, and how many each choice of a filter would leave.

const BIT = { kinds: 1, relations: 2, themes: 4, countries: 8, weight: 16, years: 32, only: 64 };

// The first and last year of a tie, or nought where its sources give no date.
export const yearsOf = (since, until, date) => {
  const years = [date, since, until].map((said) => Number(/^\d{4}/.exec(said)?.[0] ?? 0));
  const given = years.filter(Boolean);
  return given.length ? [Math.min(...given), Math.max(...given)] : [0, 0];
};

// What filters look at, worked out once: for each tie and thing small numbers instead of texts.
export const prepare = (things, ties) => {
  const kinds = [...new Set(things.kind)];
  const countries = [...new Set(things.country)].filter(Boolean).sort();
  const kindAt = new Map(kinds.map((kind, place) => [kind, place]));
  const countryAt = new Map(countries.map((code, place) => [code, place + 1]));
  const years = ties.date.map((date, tie) => yearsOf(ties.since[tie], ties.until[tie], date));
  return {
    things, ties, kinds, countries,
    kind: Uint8Array.from(things.kind, (kind) => kindAt.get(kind)),
    country: Uint16Array.from(things.country, (code) => countryAt.get(code) ?? 0),
    first: Uint16Array.from(years, ([first]) => first),
    last: Uint16Array.from(years, ([, last]) => last),
  };
};

export const NO_FILTER = () => ({
  kinds: new Set(), // hidden ones
  relations: new Set(), // hidden ones, by number
  themes: new Set(), // wanted ones, by number; none: all
  countries: new Set(), // wanted ones, by code; none: all
  weight: 1, // so many independent sources at least
  years: null, // [first, last]
  undated: true, // whether ties without a date are shown when years are chosen
  only: null, // a set of things, to which everything else is left out
});

export const isFiltered = (filters) => filters.kinds.size + filters.relations.size +
  filters.themes.size + filters.countries.size > 0 || filters.weight > 1 ||
  filters.years !== null || filters.only !== null;

const hasAny = (list, wanted) => list.some((one) => wanted.has(one));

// For each tie a number whose bits are the filters that leave it out.
const leftOut = (prepared, filters) => {
  const { things, ties, kinds, kind, countries, country, first, last } = prepared;
  const hidden = Uint8Array.from(kinds, (one) => Number(filters.kinds.has(one)));
  const abroad = Uint8Array.from(["", ...countries], (code) => Number(!filters.countries.has(code)));
  const offTheme = filters.themes.size
    ? Uint8Array.from(things.themes, (list) => Number(!hasAny(list, filters.themes))) : null;
  const inside = filters.only
    ? Uint8Array.from(things.id, (_, thing) => Number(filters.only.has(thing))) : null;
  const masks = new Uint8Array(ties.from.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    const [a, b] = [ties.from[tie], ties.to[tie]];
    let mask = hidden[kind[a]] | hidden[kind[b]] ? BIT.kinds : 0;
    if (filters.relations.size && filters.relations.has(ties.relation[tie])) mask |= BIT.relations;
    if (offTheme && offTheme[a] & offTheme[b]) mask |= BIT.themes;
    if (filters.countries.size && abroad[country[a]] & abroad[country[b]]) mask |= BIT.countries;
    if (ties.weight[tie] < filters.weight) mask |= BIT.weight;
    if (filters.years) {
      const outside = first[tie] > filters.years[1] || last[tie] < filters.years[0];
      if (first[tie] ? outside : !filters.undated) mask |= BIT.years;
    }
    if (inside && !(inside[a] & inside[b])) mask |= BIT.only;
    masks[tie] = mask;
  }
  return masks;
};

// Which ties and things are shown, how many ties each thing has among them, and the counts.
export const sift = (prepared, filters) => {
  const { things, ties, kind } = prepared;
  const masks = leftOut(prepared, filters);
  const shownTies = new Uint8Array(masks.length);
  const tieCount = new Uint32Array(things.id.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (masks[tie]) continue;
    shownTies[tie] = 1;
    tieCount[ties.from[tie]] += 1;
    if (ties.to[tie] !== ties.from[tie]) tieCount[ties.to[tie]] += 1;
  }
  const shownThings = Uint8Array.from(tieCount, (count) => Number(count > 0));
  return { shownTies, shownThings, tieCount, counts: countsOf(prepared, masks, kind) };
};

// For each choice of a filter how much it would show, the other filters staying as they are.
const countsOf = ({ things, ties, kinds, country, countries, first, last }, masks, kind) => {
  const seen = { kinds: new Uint8Array(kind.length), countries: new Uint8Array(kind.length) };
  const [relations, weights, years, themes] = [new Map(), new Map(), new Map(), new Map()];
  let undated = 0;
  const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let tie = 0; tie < masks.length; tie += 1) {
    const mask = masks[tie];
    const [a, b] = [ties.from[tie], ties.to[tie]];
    if (!(mask & ~BIT.kinds)) seen.kinds[a] = seen.kinds[b] = 1;
    if (!(mask & ~BIT.countries)) seen.countries[a] = seen.countries[b] = 1;
    if (!(mask & ~BIT.relations)) add(relations, ties.relation[tie]);
    if (!(mask & ~BIT.weight)) add(weights, ties.weight[tie]);
    if (!(mask & ~BIT.themes)) {
      for (const theme of new Set([...things.themes[a], ...things.themes[b]])) add(themes, theme);
    }
    if (mask & ~BIT.years) continue;
    if (!first[tie]) undated += 1;
    else for (let year = first[tie]; year <= last[tie]; year += 1) add(years, year);
  }
  const perKind = new Map(kinds.map((one) => [one, 0]));
  const perCountry = new Map(countries.map((code) => [code, 0]));
  for (let thing = 0; thing < kind.length; thing += 1) {
    if (seen.kinds[thing]) add(perKind, kinds[kind[thing]]);
    if (seen.countries[thing] && country[thing]) add(perCountry, countries[country[thing] - 1]);
  }
  return { kinds: perKind, countries: perCountry, relations, weights, years, themes, undated };
};
