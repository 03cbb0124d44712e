// Writes the SPARQL query that asks a graph for the ties of a thing and the words they rest on.

// What may stand between < and >: a web address without anything that could end it.
const WHOLE_IRI = /^https?:\/\/[^\s<>"{}|\\^`\p{C}]+$/u;

// The query, or nothing for what is no IRI.
export const queryAbout = (iri) => (WHOLE_IRI.test(iri) ? `PREFIX : <https://w3id.org/expograph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

SELECT DISTINCT ?from ?relation ?to ?words ?row ?title ?address WHERE {
  VALUES ?thing { <${iri}> }
  { ?stated rdf:subject ?thing } UNION { ?stated rdf:object ?thing }
  ?stated rdf:subject ?from ; rdf:predicate ?relation ; rdf:object ?to ; :standing :accepted .
  FILTER(ISIRI(?to) && STRSTARTS(STR(?relation), "https://w3id.org/expograph/ns#"))
  OPTIONAL { ?stated :premise ?premise }
  BIND(COALESCE(?premise, ?stated) AS ?claim)
  ?claim prov:wasDerivedFrom ?read .
  OPTIONAL { ?claim oa:exact ?words }
  OPTIONAL { ?claim :row ?row }
  FILTER(BOUND(?words) || BOUND(?row))
  OPTIONAL { ?claim prov:hadPrimarySource ?cited }
  OPTIONAL { ?read :sameWorkAs ?work }
  BIND(COALESCE(?cited, ?work, ?read) AS ?source)
  OPTIONAL { ?source :title ?title }
  OPTIONAL { ?source :address ?address }
}
ORDER BY ?relation ?from ?to ?title` : "");
