/** Pages with a million positions: ours, and the same from a template string and the same query, in the same run. */
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { BenchContext } from './support/context.ts'
import { type Asked, type Measured, type Served, load, serve } from './support/load.ts'
import { type Member, createMember } from './support/member.ts'
import { LISTED_FISCAL_CODE, sampleNotices } from './support/seed.ts'

const CONNECTIONS = 50
const SECONDS = 8
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
/** With what was called off too: all that the seed has. */
const HISTORY = '/roccaverde/storico?stato=tutte'
/** How many found positions are read in turns. */
const FOUND = 200

export async function bench(context: BenchContext): Promise<void> {
  const { environment, superuserUrl } = await context.withPositions()
  const port = await context.freePort()
  const portal = await serve(
    'src/main.js',
    ['web'],
    {
      ...environment,
      PORTAL_PORT: String(port),
      PORTAL_BASE_URL: `http://127.0.0.1:${port}`,
      PORTAL_TRUSTED_PROXIES: '127.0.0.1',
    },
    `http://127.0.0.1:${port}/health`,
  )
  try {
    const guest = await Guest.arrive(portal.url)
    await search(context, portal, superuserUrl)
    const found = await guest.find(await sampleNotices(superuserUrl, FOUND, 7))
    const member = await createMember(superuserUrl, LISTED_FISCAL_CODE)
    await pages(context, { portal, guest, found, member, environment, superuserUrl })
  } finally {
    await portal.stop()
  }
}

/** A browser without an account: its cookie, its form's token, and an address of its own for each request. */
class Guest {
  static #arrived = 0
  readonly cookie: string
  readonly #url: string
  readonly #token: string
  #households = Guest.#arrived++ * 100_000

  private constructor(url: string, cookie: string, token: string) {
    this.#url = url
    this.cookie = cookie
    this.#token = token
  }

  static async arrive(url: string): Promise<Guest> {
    const first = await fetch(`${url}/roccaverde/`)
    const cookie = first.headers.getSetCookie()[0]!.split(';')[0]!
    const token = /name="_csrf" value="([^"]+)"/.exec(await first.text())![1]!
    return new Guest(url, cookie, token)
  }

  search({ noticeNumber, fiscalCode }: { noticeNumber: string; fiscalCode: string }): Asked {
    const household = this.#households++
    const address = `10.${(household >> 16) & 255}.${(household >> 8) & 255}.${household & 255}`
    return {
      method: 'POST',
      path: '/roccaverde/ricerca',
      headers: { ...FORM, cookie: this.cookie, 'x-forwarded-for': address },
      body: new URLSearchParams({ _csrf: this.#token, fiscalCode, noticeNumber }).toString(),
    }
  }

  async find(notices: readonly { noticeNumber: string; fiscalCode: string }[]): Promise<string[]> {
    const found: string[] = []
    for (const notice of notices) {
      const { path: address, headers = {}, body = '' } = this.search(notice)
      const answer = await fetch(`${this.#url}${address}`, { method: 'POST', headers, body, redirect: 'manual' })
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`a search that finds nothing: ${answer.status}`)
      found.push(location)
    }
    return found
  }
}

/** By as many people as there are connections: each has a session of their own. */
async function search(context: BenchContext, portal: Served, superuserUrl: string): Promise<void> {
  const guests: Guest[] = []
  for (let each = 0; each < CONNECTIONS; each++) guests.push(await Guest.arrive(portal.url))
  const notices = await sampleNotices(superuserUrl, 50_000, 3)
  let index = 0
  const measured = await load({
    url: portal.url,
    connections: CONNECTIONS,
    seconds: SECONDS,
    next: () => guests[index % CONNECTIONS]!.search(notices[index++ % notices.length]!),
    isGood: (status) => status === 303,
  })
  refuseBad('search', measured)
  context.record({ name: 'pages: search', unit: 'searches/s', value: measured.perSecond })
  context.record({ name: 'pages: search, p95', unit: 'ms', value: measured.p95, target: { most: 50 } })
}

type Reading = {
  portal: Served
  guest: Guest
  found: string[]
  member: Member
  environment: Record<string, string>
  superuserUrl: string
}

async function pages(context: BenchContext, { portal, guest, found, member, environment }: Reading): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quietanza-bench-'))
  const keep = async (name: string, address: string, cookie: string) => {
    const html = await (await fetch(`${portal.url}${address}`, { headers: { cookie } })).text()
    fs.writeFileSync(path.join(folder, name), html)
  }
  await keep('list.html', '/roccaverde/pratiche', member.cookie)
  await keep('history.html', HISTORY, member.cookie)
  await keep('position.html', found[0]!, guest.cookie)
  const port = await context.freePort()
  const bare = await serve(
    'bench/servers/bare-pages.js',
    [],
    {
      DATABASE_URL: environment['DATABASE_URL']!,
      PORT: String(port),
      LIST_PAGE: path.join(folder, 'list.html'),
      HISTORY_PAGE: path.join(folder, 'history.html'),
      POSITION_PAGE: path.join(folder, 'position.html'),
      FISCAL_CODE: LISTED_FISCAL_CODE,
      SESSION_ID: await member.sessionOf(guest.cookie),
    },
    `http://127.0.0.1:${port}/`,
  )
  try {
    const contests = [
      {
        name: 'pages: search result',
        ours: turns(found.map((address) => ({ path: address, headers: { cookie: guest.cookie } }))),
        bare: turns(found.map((address) => ({ path: `/pratica/${address.split('/').at(-1)}` }))),
        marks: /Codice Avviso/,
      },
      {
        name: 'pages: list of 25',
        ours: turns([{ path: '/roccaverde/pratiche', headers: { cookie: member.cookie } }]),
        bare: turns([{ path: '/lista' }]),
        marks: /q-record-amount/,
      },
      {
        name: 'pages: history of 25',
        ours: turns([{ path: HISTORY, headers: { cookie: member.cookie } }]),
        bare: turns([{ path: '/storico' }]),
        marks: /q-record-amount/,
      },
    ]
    for (const { name, ours, bare: theirs, marks } of contests) {
      const read = (server: Served, next: () => Asked) =>
        load({
          url: server.url,
          connections: CONNECTIONS,
          seconds: SECONDS,
          next,
          isGood: (status, body) => status === 200 && marks.test(body),
        })
      await read(bare, theirs)
      await read(portal, ours)
      const baseline = await read(bare, theirs)
      const measured = await read(portal, ours)
      refuseBad(name, baseline, measured)
      context.record({
        name,
        unit: 'pages/s',
        value: measured.perSecond,
        baseline: baseline.perSecond,
        target: { ratio: 0.5 },
      })
    }
  } finally {
    await bare.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function turns(asked: readonly Asked[]): () => Asked {
  let index = 0
  return () => asked[index++ % asked.length]!
}

function refuseBad(name: string, ...measured: Measured[]): void {
  const bad = measured.reduce((total, one) => total + one.bad, 0)
  if (bad > 0) throw new Error(`${name}: ${bad} answers were not good`)
}
