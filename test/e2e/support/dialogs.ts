import type { Locator } from '@playwright/test';
import type { Program } from './program.ts';

type Electron = Extract<Program, { kind: 'electron' }>;

/** From now on the system's "open" dialog answers with these paths, at once. */
export async function answerOpenDialog({ electronApp }: Electron, paths: readonly string[]): Promise<void> {
  await electronApp.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** Names a file to a dialog of the program: by the system's dialog, which `answer` answers, where there is one; typed in the browser. */
export async function chooseFile(program: Program, dialog: Locator, path: string, answer: typeof answerSaveDialog = answerWithFile): Promise<void> {
  if (program.kind === 'browser') {
    await dialog.getByRole('textbox', { name: 'File' }).fill(path);
    return;
  }
  await answer(program, path);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
}

function answerWithFile(program: Electron, path: string): Promise<void> {
  return answerOpenDialog(program, [path]);
}

/** From now on the system's "save" dialog answers with this path, at once. */
export async function answerSaveDialog({ electronApp }: Electron, path: string): Promise<void> {
  await electronApp.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** From now on every question of the program is answered with its button `response`; `askedQuestions` tells what was asked. */
export async function answerQuestions({ electronApp }: Electron, response: number): Promise<void> {
  await electronApp.evaluate(({ dialog }, answer) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'askedByProgram', asked);
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(String(Reflect.get(Object(given.at(-1)), 'message')));
      return Promise.resolve({ response: answer, checkboxChecked: false });
    };
  }, response);
}

export function askedQuestions({ electronApp }: Electron): Promise<readonly string[]> {
  return electronApp.evaluate(() => Reflect.get(globalThis, 'askedByProgram') as string[]);
}
