/** The identity of a `person` in SQL (domain.md §2): the case-folded e-mail; whoever gives none is known by name. */
export const identitySql = `CASE person.email_key WHEN '' THEN 'name:' || person.name ELSE person.email_key END`;
