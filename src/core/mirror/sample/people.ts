/** Someone who appears in commits. Everyone here is invented; the addresses lie in domains reserved for examples. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

const person = (name: string, email: string): Person => ({ name, email });

/** What Hugging Face writes as the author of the first commit of a repository: a platform account, not a maintainer. */
export const platform = person('system', 'system@huggingface.co');
export const syncBot = person('model-sync[bot]', '4242+model-sync[bot]@users.noreply.example.com');

export const ada = person('Ada Example', 'ada@example.org');
/** Ada again, from another machine: the second of her two addresses. */
export const adaAtWork = person('Ada Example', 'ada.example@lab.example.com');
/** Ada's first address with other letter case: one maintainer when addresses are case-folded. */
export const adaShouting = person('ada', 'Ada@Example.org');
export const bruno = person('Bruno Sample', 'bruno@example.org');
export const chandra = person('Chandra Specimen', 'chandra@example.net');
export const dilnoza = person('Dilnoza Instance', 'dilnoza@example.net');
export const erik = person('Erik Muster', 'erik@example.com');
export const fatima = person('Fatima Model', 'fatima@example.com');
export const goro = person('見本 五郎', 'goro@example.jp');
export const hana = person('Hana Vzorková', 'hana@example.cz');
export const ines = person('Inês Exemplo', 'ines@example.pt');
export const jonas = person('Jonas Beispiel', 'jonas@example.de');
export const kofi = person('Kofi Sample', 'kofi@example.africa');
export const lin = person('Lin Fixture', 'lin@example.org');

/** People with one repository each: in real mirrors about half of all maintainers. */
export const maya = person('Maya Once', 'maya@example.org');
export const noor = person('Noor Once', 'noor@example.net');
export const otto = person('Otto Einmal', 'otto@example.de');
export const pia = person('Pia Einmal', 'pia@example.de');
export const quinn = person('Quinn Once', 'quinn@example.com');
