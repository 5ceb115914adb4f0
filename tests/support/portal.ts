/** The real portal over HTTP, with a browser that keeps cookies and fills in forms, on a test's own database. */
import assert from 'node:assert/strict'
import type { App, RouteAccess } from '../../src/web/edge.tsx'
import { type PortalGiven, createPortal } from '../../src/app.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import type { CartResult, CheckoutClient } from '../../src/integrations/pagopa-checkout/checkout-client.ts'
import type { Cart } from '../../src/integrations/pagopa-checkout/carts.wire.ts'
import { createLinks } from '../../src/platform/links.ts'
import { openJobQueue } from '../../src/platform/jobs.ts'
import { createPaperPrinter } from '../../src/papers/paper-printer.operation.ts'
import { createPasswords } from '../../src/platform/passwords.ts'
import { createRateLimiter } from '../../src/platform/rate-limit.ts'
import { sql, text } from '../../src/platform/sql.ts'
import { portalKeys } from '../../src/web.command.ts'
import { type World, silent } from './world.ts'

export const BASE_URL = 'http://localhost:3000'

export function testConfig(changes: Record<string, string> = {}): Config {
  return loadConfig({
    DATABASE_URL: 'postgres://unused@localhost/unused',
    SESSION_KEY: 'k'.repeat(40),
    PASSWORD_PEPPER: 'p'.repeat(40),
    PORTAL_BASE_URL: BASE_URL,
    PORTAL_TRUSTED_PROXIES: '127.0.0.1',
    CHECKOUT_BASE_URL: 'https://checkout.example/checkout/ec/v2',
    CHECKOUT_REDIRECT_HOSTS: 'checkout.example',
    SMTP_URL: 'smtp://localhost:2525',
    MAIL_FROM: 'portale@quietanza.example',
    ...changes,
  })
}

export type FakeCheckout = CheckoutClient & { carts: Cart[]; answer: (cart: Cart) => CartResult | Promise<CartResult> }

/** Stands for Checkout where a test is about the portal alone; the journeys use the simulator. */
export function fakeCheckout(): FakeCheckout {
  const fake: FakeCheckout = {
    carts: [],
    answer: (cart) => ({ outcome: 'created', location: `https://checkout.example/c/${cart.idCart}` }),
    async createCart(cart) {
      fake.carts.push(cart)
      return fake.answer(cart)
    },
    close: async () => {},
  }
  return fake
}

/** A route of the portal as Fastify knows it. */
export type PortalRoute = { method: string; url: string; access: RouteAccess }

export type TestPortal = {
  app: App
  services: PortalGiven
  checkout: FakeCheckout
  /** Every route there is, for what must hold of all of them. */
  routes: PortalRoute[]
  close(): Promise<void>
}

export async function createTestPortal(world: World, changes: Partial<PortalGiven> = {}): Promise<TestPortal> {
  const { database, directory, clock } = world
  const config = changes.config ?? testConfig()
  const queue = await openJobQueue({ url: database.url, role: 'quietanza_app', log: silent })
  const checkout = fakeCheckout()
  const keys = portalKeys(config)
  const printer = createPaperPrinter({ assetsFolder: undefined, threads: 1 })
  const services: PortalGiven = {
    config,
    db: database.app,
    directory,
    queue,
    checkout,
    printer,
    log: silent,
    clock,
    links: createLinks(config.portal.baseUrl),
    ...keys,
    limiter: createRateLimiter(database.app, keys.limiterKey, () => {}),
    passwords: createPasswords({ current: config.portal.passwordPepper.reveal(), previous: undefined }),
    ...changes,
  }
  const app = createPortal(services)
  const routes: PortalRoute[] = []
  app.addHook('onRoute', ({ method, url, config: { access = undefined } = {} }) => {
    routes.push(...[method].flat().map((each) => ({ method: each, url, access: access ?? 'anyone' })))
  })
  await app.ready()
  return {
    app,
    routes,
    services,
    checkout,
    async close() {
      await app.close()
      await Promise.all([queue.close(), printer.close()])
    },
  }
}

export type Page = {
  status: number
  body: string
  headers: Record<string, string | string[] | number | undefined>
  /** Where a redirect leads. */
  location: string
  raw: Buffer
}

let households = 0

/** One visitor: an address of its own, a cookie jar, and pages that it has read. */
export class Visitor {
  readonly #app: App
  readonly #cookies = new Map<string, string>()
  readonly address: string
  last: Page | undefined

  constructor({ app }: Pick<TestPortal, 'app'>, address?: string) {
    this.#app = app
    households++
    this.address = address ?? `10.${(households >> 16) & 255}.${(households >> 8) & 255}.${households & 255}`
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#send('GET', url, undefined, headers)
  }

  /** Follows redirects inside the portal. */
  async open(url: string): Promise<Page> {
    let page = await this.get(url)
    for (let hops = 0; page.status >= 300 && page.status < 400 && page.location.startsWith('/'); hops++) {
      assert.ok(hops < 10, `too many redirects from ${url}`)
      page = await this.get(page.location)
    }
    return page
  }

  /** Posts a form as the last page had it: its token is taken from there. */
  async post(url: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Page> {
    const token = /name="_csrf" value="([^"]+)"/.exec(this.last?.body ?? '')?.[1]
    assert.ok(token, 'the last page has no form to send')
    return this.#send('POST', url, new URLSearchParams({ _csrf: token, ...fields }).toString(), headers)
  }

  /** Posts what a page without forms could not have sent. */
  async postRaw(url: string, body: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#send('POST', url, body, headers)
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  async #send(
    method: 'GET' | 'POST',
    url: string,
    payload: string | undefined,
    headers: Record<string, string>,
  ): Promise<Page> {
    const response = await this.#app.inject({
      method,
      url,
      headers: {
        cookie: Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; '),
        'x-forwarded-for': this.address,
        ...(payload === undefined
          ? {}
          : {
              'content-type': 'application/x-www-form-urlencoded',
              origin: BASE_URL,
              'sec-fetch-site': 'same-origin',
            }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value } of response.cookies) {
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const page: Page = {
      status: response.statusCode,
      body: response.body,
      headers: response.headers,
      location: String(response.headers.location ?? ''),
      raw: response.rawPayload,
    }
    if (String(response.headers['content-type']).startsWith('text/html')) this.last = page
    return page
  }
}

/** What a reader sees: no markup, spaces folded. */
export function readable({ body }: Page): string {
  return body
    .replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
    )
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}

/** The last mail to somebody, straight from the outbox. */
export async function lastMail({ database }: World, recipient: string): Promise<{ subject: string; body: string }> {
  const [mail] = await database.app.query(
    sql`
      select subject, text_body from outgoing_mails where recipient = ${recipient}
      order by created_at desc, mail_id desc limit 1`,
    { subject: text, text_body: text },
  )
  assert.ok(mail, `no mail to ${recipient}`)
  return { subject: mail.subject, body: mail.text_body }
}

/** The path of the first link of a mail. */
export function linkIn(body: string): string {
  const url = /https?:\/\/\S+/.exec(body)?.[0]
  assert.ok(url, 'no link in the mail')
  return new URL(url).pathname
}

export const PASSWORD = 'tre gatti dormono sul tetto rosso'

/** A new account, activated and signed in, as a person would do it. */
export async function registerAndSignIn(
  world: World,
  visitor: Visitor,
  institution: string,
  person: { fiscalCode: string; email: string; firstName?: string; lastName?: string; companyName?: string },
): Promise<void> {
  await register(visitor, institution, person)
  await visitor.open(linkIn((await lastMail(world, person.email)).body))
  await visitor.post(linkIn((await lastMail(world, person.email)).body))
  await signIn(visitor, institution, person.email)
}

export async function register(
  visitor: Visitor,
  institution: string,
  {
    fiscalCode,
    email,
    firstName = 'Mario',
    lastName = 'Rossi',
    companyName = '',
  }: {
    fiscalCode: string
    email: string
    firstName?: string
    lastName?: string
    companyName?: string
  },
): Promise<Page> {
  await visitor.open(`/${institution}/registrazione`)
  const first = await visitor.post(`/${institution}/registrazione`, { fiscalCode })
  assert.equal(first.status, 303, readable(first))
  await visitor.open(first.location)
  return visitor.post(`/${institution}/registrazione/dati`, {
    ...(companyName ? { companyName } : { firstName, lastName }),
    streetAddress: 'Via Roma 1',
    country: 'IT',
    city: 'Roccaverde',
    province: 'RV',
    postalCode: '00100',
    email,
    phone: '333 1234567',
    username: email,
    password: PASSWORD,
    passwordRepeat: PASSWORD,
    privacy: 'yes',
    terms: 'yes',
  })
}

export async function signIn(visitor: Visitor, institution: string, email: string, password = PASSWORD): Promise<Page> {
  await visitor.open(`/${institution}/accesso`)
  const page = await visitor.post(`/${institution}/accesso`, { username: email, password, poi: '' })
  return page
}
