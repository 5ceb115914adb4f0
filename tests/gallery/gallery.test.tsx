/** What must hold of the HTML of every page in every state. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { SearchPage, emptySearch } from '../../src/debt-positions/search.page.tsx'
import { routes } from '../../src/routes.ts'
import { render } from '../../src/ui/render.ts'
import { themeCss } from '../../src/ui/theme.ts'
import { anonymous, test as institution } from './data.ts'
import { galleryStates } from './states.tsx'

const pages = Object.entries(galleryStates).map(([name, page]) => ({ name, html: render(page) }))

function forEveryPage(check: (html: string, name: string) => void): void {
  for (const { name, html } of pages) check(html, name)
}

test('a page has one first heading, a title of its own and a language', () => {
  const titles = new Map<string, string>()
  forEveryPage((html, name) => {
    assert.equal(html.match(/<h1[ >]/g)?.length, 1, name)
    assert.match(html, /^<!doctype html><html lang="it">/, name)
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]
    assert.ok(title !== undefined && title !== '', name)
    titles.set(title, name)
  })
  assert.ok(titles.size > 40)
})

test('an id stands once on a page, and everything that refers to one finds it', () => {
  forEveryPage((html, name) => {
    const ids = attributes(html, 'id')
    assert.deepEqual(ids, [...new Set(ids)], name)
    const known = new Set(ids)
    const references = [
      ...attributes(html, 'for'),
      ...attributes(html, 'form'),
      ...['aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((attribute) =>
        attributes(html, attribute).flatMap((list) => list.split(' ')),
      ),
      ...attributes(html, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
    ]
    for (const reference of references) assert.ok(known.has(reference), `${name}: #${reference}`)
  })
})

test('each line of an error summary leads to a field that says the same', () => {
  let lines = 0
  forEveryPage((html, name) => {
    const summary = /<div class="q-summary".*?<\/ul>/.exec(html)?.[0] ?? ''
    for (const [, id, message] of summary.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)) {
      // Of several boxes each is wrong, and what is wrong is said of all of them.
      const boxes = `<fieldset[^>]* id="${id}"[^>]* aria-describedby="${id}-error.*?<input[^>]* aria-invalid="true"`
      const field = `<(input|select|textarea|fieldset)[^>]* id="${id}"[^>]* aria-invalid="true"`
      assert.match(html, new RegExp(`${field}|${boxes}`), `${name}: ${id}`)
      assert.ok(/id="[^"]+-error"/.test(html) && html.split(message!).length > 2, `${name}: ${message}`)
      lines++
    }
    assert.equal(summary !== '', /<title>Errore – /.test(html) && html.includes('aria-invalid'), name)
  })
  assert.ok(lines > 20)
})

const knownPaths = new Set(
  Object.values(routes).map((route) => pattern((route as (...parts: string[]) => string)('A', 'B', 'C'))),
)

test('a form that changes something posts to a route of the portal and carries the token of its session', () => {
  let forms = 0
  forEveryPage((html, name) => {
    for (const [, attributesOfForm = '', content = ''] of html.matchAll(/<form ([^>]*)>(.*?)<\/form>/g)) {
      const action = /action="([^"]*)"/.exec(attributesOfForm)?.[1] ?? ''
      assert.ok(isKnown(action), `${name}: ${action}`)
      if (attributesOfForm.includes('method="get"')) continue
      assert.match(attributesOfForm, /method="post"/, name)
      assert.match(content, /^<input type="hidden" name="_csrf" value="gettone-di-prova"\/?>/, name)
      forms++
    }
  })
  assert.ok(forms > 80)
})

test('a link leads to a route of the portal, to a place on the page or, with a known scheme, elsewhere', () => {
  forEveryPage((html, name) => {
    for (const href of attributes(html, 'href')) {
      if (/^(https:\/\/|mailto:|tel:|#)/.test(href) || href.startsWith('/assets/')) continue
      assert.ok(isKnown(href.replace(/[?#].*/, '')), `${name}: ${href}`)
    }
  })
})

test('no page carries a script, a style or an event handler of its own', () => {
  forEveryPage((html, name) => {
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:/, name)
    assert.doesNotMatch(html, /<script(?! type="module" src="\/assets\/[\w.-]+")/, name)
  })
})

test('nothing that a page shows is written as HTML by its data', () => {
  const typed = { ...emptySearch, fiscalCode: '"><script>alert(1)</script>', noticeNumber: "' autofocus onfocus=x" }
  const frame = anonymous({ ...institution, name: '<b>Comune</b>', websiteUrl: 'javascript:alert(1)' })
  const html = render(
    <SearchPage frame={frame} values={typed} errors={{}} isNotFound={false} limitedUntil={undefined} />,
  )
  assert.doesNotMatch(html, /<b>|<script>alert|href="javascript/)
  assert.match(html, /value="&quot;&gt;&lt;script>|value="&quot;>&lt;script>/)
})

test('a page has no word of English, no raw code and no exclamation mark', () => {
  forEveryPage((html, name) => {
    const text = html.replace(/^.*<body/s, '<body').replace(/<[^>]*>/g, ' ')
    assert.doesNotMatch(text, /!|undefined|\[object|\bNaN\b/, name)
    assert.doesNotMatch(
      text,
      /\b(?:error|login|submit|loading|to-pay|not-confirmed|confirmed|expired|cancelled)\b/i,
      name,
    )
  })
})

test('a class that a page uses stands in a source as it is, where the build looks for it', () => {
  const sheet = readFileSync(assetFile('app.css'), 'utf8')
  const styled = new Set(Array.from(sheet.matchAll(/\.(-?[A-Za-z_][\w-]*)/g), ([, name]) => name!))
  const used = new Set(pages.flatMap(({ html }) => attributes(html, 'class').flatMap((list) => list.split(' '))))
  const unstyled = [...used].filter((name) => name.startsWith('q-') && !styled.has(name))
  assert.deepEqual(unstyled, [])
})

test('the design system’s blue is always the institution’s colour', () => {
  const sheet = readFileSync(assetFile('app.css'), 'utf8').replace(themeCss('#0066cc'), '')
  assert.doesNotMatch(sheet, /#06c\b|#0066cc|#0059b3|#004d99|#004080|#036\b|#003366|hsl\(210, ?100%, ?(?:40|30|20)%\)/)
  assert.ok(!sheet.includes('\uFEFF'))
})

test('a first visit stays under 64 kB on the wire (the budget is 90), and later pages under 8 (15)', () => {
  const compressed = (name: string) => statSync(`${assetFile(name)}.br`).size
  const fonts = ['titillium-web-latin-400.woff2', 'titillium-web-latin-600.woff2', 'roboto-mono-latin-400.woff2']
  const shared =
    ['app.css', 'app.js', 'icons.svg', 'favicon.svg'].reduce((total, name) => total + compressed(name), 0) +
    fonts.reduce((total, name) => total + statSync(assetFile(name)).size, 0)
  const theme = themeCss('#0066cc').length + 4_096 // and a crest of four kilobytes
  forEveryPage((html, name) => {
    const page = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
    const challenge = html.includes('/assets/challenge.') ? compressed('challenge.js') : 0
    assert.ok(page + challenge <= 8_000, `${name}: ${page + challenge} B`)
    assert.ok(page + challenge + shared + theme <= 64_000, `${name}: ${page + challenge + shared + theme} B`)
  })
})

function attributes(html: string, name: string): string[] {
  return Array.from(html.matchAll(new RegExp(`<[^>]*\\s${name}="([^"]*)"`, 'g')), ([, value]) => value!)
}

/** `/A/pratiche/B` and `/roccaverde/pratiche/pratica-1` are the same route. */
function pattern(path: string): string {
  return path.replace(/\/[A-C](?=\/|$)/g, '/*')
}

function isKnown(path: string): boolean {
  const parts = path.split('/')
  return [...knownPaths].some((known) => {
    const expected = known.split('/')
    return expected.length === parts.length && expected.every((part, index) => part === '*' || part === parts[index])
  })
}

function assetFile(name: string): string {
  const directory = new URL('../../assets/', import.meta.url)
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', directory), 'utf8')) as {
    files: Record<string, string>
  }
  const url = new URL(files[name] ?? '', directory)
  assert.ok(existsSync(url), name)
  return url.pathname
}
