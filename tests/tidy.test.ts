/** The rules of the house that a compiler does not know, read from the text of every file that git keeps. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { projectRoot } from '../src/platform/paths.ts'

type File = { name: string; text: string }

const files: File[] = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: projectRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => /\.(tsx?|sql|md|json|scss|yml)$/.test(name) && existsSync(path.join(projectRoot, name)))
  .map((name) => ({ name, text: readFileSync(path.join(projectRoot, name), 'utf8') }))

const code = files.filter(({ name }) => /\.tsx?$/.test(name) && name !== 'tests/tidy.test.ts')
const source = code.filter(({ name }) => name.startsWith('src/') && !/\.test\.tsx?$/.test(name))
const server = source.filter(({ name }) => !name.startsWith('src/client/'))

/** Where a pattern is found, in the form `file:line text`. */
function findIn(among: readonly File[], pattern: RegExp, ...except: string[]): string[] {
  return among
    .filter(({ name }) => !except.some((start) => name.startsWith(start)))
    .flatMap(({ name, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])),
    )
}

test('one file reads the environment, one file knows what time it is, one divides by a hundred', () => {
  assert.deepEqual(findIn(source, /process\.env/, 'src/main.ts'), [])
  assert.deepEqual(findIn(server, /Temporal\.Now|Date\.now|new Date\b/, 'src/core/time.ts'), [])
  assert.deepEqual(findIn(source, /\/ 100\b/, 'src/core/money.ts'), [])
  assert.deepEqual(
    findIn(source, /toFixed\(2\)/, 'src/platform/pdf/', 'src/notices/', 'src/receipts/', 'src/ui/theme.ts'),
    [],
  )
})

test('nothing reaches a page unescaped, and no module is loaded by a computed name', () => {
  assert.deepEqual(findIn(source, /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML/), [])
  assert.deepEqual(findIn(source, /\bimport\(/), [])
})

test('nothing hides a hole: no any, no silenced compiler, no test that runs alone or not at all', () => {
  assert.deepEqual(
    findIn(code, /\bas any\b(?! [a-z])|: any\b(?! [a-z])|@ts-ignore|@ts-nocheck|@ts-expect-error|oxlint-disable/),
    [],
  )
  assert.deepEqual(findIn(code, /\b(test|it|describe)\.(only|skip|todo)\(/), [])
})

test('SQL stands in queries, in the platform and in the checks of the tests', () => {
  const elsewhere = server.filter(({ name }) => !/\.(queries|rows)\.ts$|^src\/(platform|web\/installation)/.test(name))
  assert.deepEqual(findIn(elsewhere, /\bsql`/), [])
})

/** One word for each idea (GLOSSARY.md): these are the others. */
const OTHER_WORDS =
  /^(tenant|ente|avviso|rata|pratica|invoice|bill|creditor[A-Z]?Institution|customer|nav|iupd|fees|dueDate|util|utils|helper|helpers|common|manager|data|info|impl)$/i
const DECLARED = /\b(?:function|const|let|class|type|interface|enum) (\w+)/g

test('names are the field’s own words, one for each idea', () => {
  const strangers = source
    .filter(({ name }) => !/\.wire\.ts$|^src\/(integrations|import)\//.test(name))
    .flatMap(({ name, text }) =>
      Array.from(text.matchAll(DECLARED), ([, declared]) => declared!)
        .filter((declared) => OTHER_WORDS.test(declared))
        .map((declared) => `${name}: ${declared}`),
    )
  assert.deepEqual(strangers, [])
  const named = source
    .map(({ name }) => path.basename(name))
    .filter((name) => /util|helper|common|manager|impl\b/i.test(name))
  assert.deepEqual(named, [])
})

/** Types may be exported for the sake of a signature; what runs is exported because somebody else runs it. */
test('no function is exported that nobody else uses', () => {
  const everywhere = code.map(({ text }) => text)
  const dead = source.flatMap(({ name, text }) =>
    Array.from(text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm), ([, exported]) => exported!)
      .filter((exported) => {
        const word = new RegExp(`\\b${exported}\\b`)
        return everywhere.filter((other) => word.test(other)).length < 2
      })
      .map((exported) => `${name}: ${exported}`),
  )
  assert.deepEqual(dead, [])
})

test('the repository speaks of the product alone', () => {
  const machine = /\/(work|root|home)\/[a-z]|registry\.npmjs|localhost:4873/
  assert.deepEqual(findIn(files, machine, 'package-lock.json', 'tests/tidy.test.ts'), [])
})

test('every link between documents leads somewhere', () => {
  const broken = files
    .filter(({ name }) => name.endsWith('.md'))
    .flatMap(({ name, text }) =>
      Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!.split('#')[0]!)
        .filter((target) => target !== '' && !/^(https?|mailto):/.test(target))
        .filter((target) => !existsSync(path.join(projectRoot, path.dirname(name), target)))
        .map((target) => `${name}: ${target}`),
    )
  assert.deepEqual(broken, [])
})

test('every document that the code refers to is there', () => {
  const named = new Set(
    code.flatMap(({ text }) =>
      Array.from(text.matchAll(/\b(?:docs|bench|db)\/[\w./-]+\.(?:md|sql)\b/g), ([found]) => found),
    ),
  )
  assert.deepEqual(
    [...named].filter((name) => !existsSync(path.join(projectRoot, name))),
    [],
  )
})

test('what runs is built from files of a size that can be read', () => {
  const long = code.filter(({ text }) => text.split('\n').length > 500).map(({ name }) => name)
  assert.deepEqual(long, [])
  const heavy = files
    .filter(({ name }) => statSync(path.join(projectRoot, name)).size > 300_000)
    .map(({ name }) => name)
  assert.deepEqual(heavy, [])
})
