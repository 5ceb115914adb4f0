/**
 * What the browser fetches besides the page: one style sheet, three scripts, the icons, the fonts. Names carry a digest of
 * the content, so that they are cached for ever; Brotli and gzip forms lie beside them, made once and slowly.
 */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'
import { iconNames } from '../src/ui/icons.ts'
import { DEFAULT_PRIMARY, themeCss } from '../src/ui/theme.ts'
import { purgeCss } from './purge-css.ts'
import { themed } from './themed-css.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const assets = path.join(root, 'dist', 'assets')
const pictures = path.join(root, 'src/institutions/pictures')
const manifestFile = path.join(assets, 'manifest.json')
const resolve = createRequire(import.meta.url).resolve

type Manifest = { inputs: string; files: Record<string, string> }

const FONTS = [
  { family: 'Titillium Web', package: 'titillium-web', weight: 400, subsets: ['latin', 'latin-ext'] },
  { family: 'Titillium Web', package: 'titillium-web', weight: 600, subsets: ['latin', 'latin-ext'] },
  { family: 'Roboto Mono', package: 'roboto-mono', weight: 400, subsets: ['latin'] },
] as const

/** Builds what has changed: nothing, when no source is different from last time. */
export async function buildAssets(): Promise<void> {
  const inputs = digestOfInputs()
  if (isCurrent(inputs)) return
  fs.rmSync(assets, { recursive: true, force: true })
  fs.mkdirSync(assets, { recursive: true })
  const files: Record<string, string> = {}
  const emit = (name: string, content: Buffer | string) => (files[name] = write(name, Buffer.from(content)))
  emit('icons.svg', sprite())
  emit('favicon.svg', fs.readFileSync(path.join(root, 'src/ui/images/favicon.svg')))
  for (const file of fs.globSync('*.jpg', { cwd: pictures })) {
    emit(`guide-${file}`, fs.readFileSync(path.join(pictures, file)))
  }
  const fontFaces = FONTS.flatMap((font) => font.subsets.map((subset) => fontFace(font, subset, emit)))
  emit('app.css', fontFaces.join('') + (await styles()))
  for (const { name, text } of await scripts()) emit(name, text)
  fs.writeFileSync(manifestFile, `${JSON.stringify({ inputs, files } satisfies Manifest, null, 2)}\n`)
}

function isCurrent(inputs: string): boolean {
  if (!fs.existsSync(manifestFile)) return false
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8')) as Manifest
  return (
    manifest.inputs === inputs && Object.values(manifest.files).every((file) => fs.existsSync(path.join(assets, file)))
  )
}

function digestOfInputs(): string {
  const hash = createHash('sha256')
  const sources = fs.globSync(
    [
      'src/**/*.tsx',
      'src/client/**',
      // What the browser runs of the services is what the server runs.
      'src/services/*.ts',
      'src/core/*.ts',
      'src/ui/**/*.{ts,scss,svg}',
      'src/institutions/pictures/*.jpg',
      'tools/*css.ts',
      'tools/assets.ts',
      'package-lock.json',
    ],
    { cwd: root },
  )
  for (const file of sources.toSorted()) {
    if (fs.statSync(path.join(root, file)).isFile()) {
      hash.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)))
    }
  }
  return hash.digest('hex')
}

/** Writes `name.digest.ext` and its compressed forms (a font and a photograph are compressed already). */
function write(name: string, content: Buffer): string {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const { name: stem, ext } = path.parse(name)
  const file = `${stem}.${digest}${ext}`
  fs.writeFileSync(path.join(assets, file), content)
  if (ext !== '.woff2' && ext !== '.jpg') {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    fs.writeFileSync(path.join(assets, `${file}.br`), brotliCompressSync(content, { params }))
    fs.writeFileSync(path.join(assets, `${file}.gz`), gzipSync(content, { level: 9 }))
  }
  return file
}

/** The symbols of Bootstrap Italia's sprite that the pages use. */
function sprite(): string {
  const all = fs.readFileSync(resolve('bootstrap-italia/dist/svg/sprites.svg'), 'utf8')
  const symbols = iconNames.map((name) => {
    const symbol = new RegExp(`<symbol id="it-${name}"[^]*?</symbol>`).exec(all)?.[0]
    if (symbol === undefined) throw new Error(`Bootstrap Italia has no icon it-${name}`)
    return symbol
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

type Emit = (name: string, content: Buffer) => string

/** A self-hosted face; the browser fetches it only when a page has one of its characters. */
function fontFace(font: (typeof FONTS)[number], subset: string, emit: Emit): string {
  const directory = path.dirname(resolve(`@fontsource/${font.package}/package.json`))
  const stem = `${font.package}-${subset}-${font.weight}-normal`
  const file = emit(
    `${stem.replace(/-normal$/, '')}.woff2`,
    fs.readFileSync(path.join(directory, 'files', `${stem}.woff2`)),
  )
  const ranges = JSON.parse(fs.readFileSync(path.join(directory, 'unicode.json'), 'utf8')) as Record<string, string>
  return (
    `@font-face{font-family:"${font.family}";font-style:normal;font-weight:${font.weight};font-display:swap;` +
    `src:url(${file}) format("woff2");unicode-range:${ranges[subset]}}`
  )
}

async function styles(): Promise<string> {
  const directory = path.join(root, 'src/ui/styles')
  const source = path.join(directory, 'app.scss')
  const { css } = sass.compile(source, {
    loadPaths: [directory, path.join(path.dirname(resolve('bootstrap-italia/package.json')), 'src/scss')],
    // The partials of Bootstrap Italia are written for an older compiler; their warnings are not ours to mend.
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
    logger: { warn: (message) => process.stderr.write(`sass: ${message}\n`) },
  })
  const { code } = await esbuild.transform(css.replace(/^\uFEFF/, ''), { loader: 'css', minify: true })
  return themeCss(DEFAULT_PRIMARY) + purgeCss(themed(code.trim()), writtenWords())
}

/** Any word of a page or of a script may be a class. */
function writtenWords(): (name: string) => boolean {
  const words = new Set<string>()
  for (const file of fs.globSync(['src/**/*.tsx', 'src/client/**/*.ts'], { cwd: root })) {
    for (const [word] of fs.readFileSync(path.join(root, file), 'utf8').matchAll(/[\w-]+/g)) words.add(word)
  }
  return (name) => words.has(name)
}

async function scripts(): Promise<{ name: string; text: string }[]> {
  const { outputFiles } = await esbuild.build({
    entryPoints: ['app', 'challenge', 'service-form'].map((name) => path.join(root, 'src/client', `${name}.ts`)),
    outdir: assets,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
  })
  return outputFiles.map(({ path: file, text }) => ({ name: path.basename(file), text }))
}
