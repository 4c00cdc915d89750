/**
 * Whether a committer's name or e-mail is that of a bot or of a platform's own account. Such identities are flagged and
 * shown apart, never dropped (domain.md section 2). The rules are listed in docs/measures.md.
 */
export function isAutomated(name: string, email: string): boolean {
  const address = email.trim().toLowerCase();
  const person = name.trim().toLowerCase();
  return /\[bot\]|(^|[-_.+])bot(@|$|[-_.+])/.test(address) || platformAddresses.has(address) || /\[bot\]$|(^|[\s_-])bot$/.test(person) || platformNames.has(person);
}

/** The same in words, which stand where such accounts are set apart. */
export const automatedRule =
  'A bot or platform account is one whose e-mail or name carries “[bot]” or the word “bot”, or that is one of the accounts under which the hubs and their tools commit for others (docs/measures.md lists them).';

/** Accounts under which the hubs and their tools commit on a user's behalf. */
const platformAddresses = new Set([
  'noreply@github.com',
  'system@huggingface.co',
  'hub@huggingface.co',
  'action@github.com',
  'actions@github.com',
  'github-actions@github.com',
  'support@github.com',
]);

const platformNames = new Set(['github', 'github actions', 'github-actions', 'system', 'gitter badger', 'travis ci', 'dependabot']);
