/** What a page weighs on the wire: the first visit with everything it needs, and the pages after it. */
import { request } from 'undici'
import type { BenchContext } from './support/context.ts'
import { serve } from './support/load.ts'
import { createMember } from './support/member.ts'
import { LISTED_FISCAL_CODE } from './support/seed.ts'

const FIRST_VISIT_BYTES = 90_000
const LATER_PAGE_BYTES = 15_000

export async function bench(context: BenchContext): Promise<void> {
  const { environment, superuserUrl } = await context.withPositions()
  const port = await context.freePort()
  const portal = await serve(
    'src/main.js',
    ['web'],
    { ...environment, PORTAL_PORT: String(port), PORTAL_BASE_URL: `http://127.0.0.1:${port}` },
    `http://127.0.0.1:${port}/health`,
  )
  try {
    const { cookie } = await createMember(superuserUrl, LISTED_FISCAL_CODE)
    const addresses = ['/', '/roccaverde/', '/roccaverde/aiuto', '/roccaverde/registrazione', '/roccaverde/pratiche']
    for (const address of addresses) {
      const page = await weigh(`${portal.url}${address}`, cookie)
      const needs = [...page.needs, ...(await codeFont(portal.url, page.needs))]
      const parts = await Promise.all(needs.map((need) => weigh(new URL(need, portal.url).href, cookie)))
      const first = page.bytes + parts.reduce((sum, part) => sum + part.bytes, 0)
      context.record({
        name: `weight: first visit of ${address}`,
        unit: 'bytes',
        value: first,
        target: { most: FIRST_VISIT_BYTES },
      })
      context.record({
        name: `weight: ${address} later`,
        unit: 'bytes',
        value: page.bytes,
        target: { most: LATER_PAGE_BYTES },
      })
    }
  } finally {
    await portal.stop()
  }
}

/** The one font that no page preloads: browsers fetch it where a page has a code. Counted for all. */
async function codeFont(origin: string, needs: readonly string[]): Promise<string[]> {
  const sheet = needs.find((need) => /\/app\.\w+\.css$/.test(need))
  const css = await (await fetch(new URL(sheet ?? '', origin))).text()
  return Array.from(css.matchAll(/url\("?(roboto-mono-latin-400[^)"]*)"?\)/g), ([, file]) => `/assets/${file}`)
}

/** Bytes of headers and of the compressed body, as a browser's request gets them; and what the page asks for. */
async function weigh(url: string, cookie: string): Promise<{ bytes: number; needs: string[] }> {
  // Unlike `fetch`, this one does not unpack what it gets.
  const { headers, body } = await request(url, { headers: { cookie, 'accept-encoding': 'br' } })
  const raw = Buffer.from(await body.arrayBuffer())
  const head = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 20)
  const isPage = String(headers['content-type']).startsWith('text/html')
  const text = isPage ? await (await fetch(url, { headers: { cookie } })).text() : ''
  const needs = Array.from(
    text.matchAll(/(?:href|src)="(\/(?:assets\/[^"#]+|[^"]+tema\.css[^"]*|[^"]+stemma\.svg))/g),
    ([, need]) => need!,
  )
  return { bytes: head + raw.length, needs: Array.from(new Set(needs)) }
}
