// JSON from a person's file: what is wrong with its syntax, and where. JSON.parse says the place in some cases only,
// and in other words from version to version, so a failed text is read once more here.
import { StudyError } from '../../study/errors';

/**
 * Parses JSON; a byte order mark at its beginning is ignored.
 * @param name of the file, for the message
 * @throws StudyError "FILE: line 3, column 7: found "x"; allowed: a comma or }"
 */
export function parseJson(text: string, name: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json) as unknown;
  } catch {
    const { at, allowed } = firstError(json);
    const lines = json.slice(0, at).split('\n');
    const found =
      at < json.length
        ? JSON.stringify(json.slice(at, at + 12).split(/\s/)[0] || json[at])
        : 'the end of the text';
    throw new StudyError(
      name,
      `line ${lines.length}, column ${lines.at(-1)!.length + 1}: found ${found}; allowed: ${allowed}`,
    );
  }
}

class Wrong extends Error {
  readonly at: number;
  constructor(at: number, allowed: string) {
    super(allowed);
    this.at = at;
  }
}

const STRING = String.raw`"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?`;
const string = new RegExp(STRING, 'y');
const scalar = new RegExp(`${STRING}|${NUMBER}|true|false|null`, 'y');
const space = /[ \t\r\n]*/y;

function firstError(text: string): { at: number; allowed: string } {
  let at = 0;
  const take = (token: RegExp) => {
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [];
    at += found?.length ?? 0;
    return found !== undefined;
  };
  const skip = () => take(space);
  const fail = (allowed: string): never => {
    throw new Wrong(at, allowed);
  };
  const items = (close: string, item: () => void) => {
    at++;
    skip();
    if (text[at] === close) return void at++;
    for (;;) {
      item();
      skip();
      if (text[at] === close) return void at++;
      if (text[at] !== ',') fail(`a comma or ${close}`);
      at++;
      skip();
    }
  };
  const member = () => {
    if (!take(string)) fail('a key in double quotes');
    skip();
    if (text[at] !== ':') fail('a colon');
    at++;
    skip();
    value();
  };
  const value = (): void => {
    if (text[at] === '{') items('}', member);
    else if (text[at] === '[') items(']', value);
    else if (!take(scalar))
      fail('a value: {..}, [..], "text" in double quotes, a number, true, false or null');
  };
  try {
    skip();
    value();
    skip();
    return { at, allowed: 'nothing more' };
  } catch (error) {
    if (error instanceof Wrong) return { at: error.at, allowed: error.message };
    return { at, allowed: 'less nesting' }; // the stack is full
  }
}
