/**
 * Every page in every state, with fictional data and the real headers: to look at, and for the browser's tests.
 *
 *     node dist/tests/gallery/gallery.js [PORT]
 */
import { readFileSync } from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { contentSecurityPolicy } from '../../src/platform/http/headers.ts'
import { render } from '../../src/ui/render.ts'
import { themeCss } from '../../src/ui/theme.ts'
import { colors } from './data.ts'
import { galleryStates } from './states.tsx'

/** The policy of every page of the portal, with the one line that wants HTTPS elsewhere. */
const CONTENT_SECURITY_POLICY = contentSecurityPolicy({ formActions: [], isHttps: true })

const CREST =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 60"><path fill="#fff" stroke="#17324d" stroke-width="2" d="M3 3h44v30c0 14-12 20-22 24C15 53 3 47 3 33z"/><path fill="#17324d" d="M15 24v-8h4v4h4v-4h4v4h4v-4h4v8l-3 3v16H18V27z"/></svg>'

export type Gallery = { url: string; stop(): Promise<void> }

export async function startGallery(port = 0): Promise<Gallery> {
  const server = http.createServer((request, response) => {
    const { status, type, body } = answer(new URL(request.url ?? '/', 'http://localhost').pathname)
    response.writeHead(status, {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

type Answer = { status: number; type: string; body: string | Buffer }

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

function answer(path: string): Answer {
  const name = path.slice(1)
  const page = galleryStates[name]
  if (page) return { status: 200, type: 'text/html; charset=utf-8', body: render(page) }
  const [first = '', second = ''] = name.split('/')
  if (second === 'tema.css') return { status: 200, type: TYPES['css']!, body: themeCss(colors[first] ?? '') }
  if (second === 'stemma.svg') return { status: 200, type: TYPES['svg']!, body: CREST }
  if (first === 'assets' && /^[\w.-]+$/.test(second)) return asset(second)
  if (name === 'favicon.ico') return { status: 204, type: 'image/x-icon', body: '' }
  if (name === '') return { status: 200, type: 'text/html; charset=utf-8', body: index() }
  return { status: 404, type: 'text/plain; charset=utf-8', body: 'Non è nella galleria.' }
}

function asset(file: string): Answer {
  const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return { status: 200, type, body: readFileSync(new URL(`../../assets/${file}`, import.meta.url)) }
}

function index(): string {
  const links = Object.keys(galleryStates).map((name) => `<li><a href="/${name}">${name}</a></li>`)
  return `<!doctype html><html lang="it"><title>Galleria</title><h1>Galleria</h1><ul>${links.join('')}</ul></html>`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const gallery = await startGallery(Number(process.argv[2] ?? 3010))
  process.stdout.write(`${Object.keys(galleryStates).length} pagine: ${gallery.url}/\n`)
}
