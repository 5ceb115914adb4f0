/** The roles and the databases of an embedded server: an owner who migrates, and a user who only works. */
import { createHmac } from 'node:crypto'
import pg from 'pg'

export type DatabaseUrls = { url: string; ownerUrl: string }

const GROUPS = ['quietanza_app', 'quietanza_worker', 'quietanza_verifier']
const OWNER = 'quietanza_owner'
const USER = 'quietanza'

/** Creates the roles and the database where they are missing; what is there is left as it is. */
export async function prepareDatabase(serverUrl: string, name: string): Promise<DatabaseUrls & { isNew: boolean }> {
  const isNew = await asSuperuser(serverUrl, async (client) => {
    for (const group of GROUPS) await createRole(client, group, 'nologin')
    for (const login of [OWNER, USER]) {
      await createRole(client, login, `login password '${passwordOf(serverUrl, login)}'`)
      await client.query(`grant ${GROUPS.join(', ')} to ${login}`)
    }
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${name} owner ${OWNER}`)
    return rowCount === 0
  })
  return { ...databaseUrls(serverUrl, name), isNew }
}

export function databaseUrls(serverUrl: string, name: string): DatabaseUrls {
  const urlOf = (login: string): string => {
    const url = new URL(serverUrl)
    url.pathname = `/${name}`
    url.username = login
    url.password = passwordOf(serverUrl, login)
    return url.href
  }
  return { url: urlOf(USER), ownerUrl: urlOf(OWNER) }
}

/** A copy of a prepared database: a few milliseconds instead of migrating again. */
export async function copyDatabase(serverUrl: string, template: string, name: string): Promise<void> {
  await asSuperuser(serverUrl, (client) => client.query(`create database ${name} template ${template} owner ${OWNER}`))
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await asSuperuser(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
}

/** The cluster's own secret gives each of its users a password: nothing else to keep. */
function passwordOf(serverUrl: string, login: string): string {
  return createHmac('sha256', new URL(serverUrl).password).update(login).digest('base64url')
}

async function createRole(client: pg.Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  if (rowCount === 0) await client.query(`create role ${name} ${attributes}`)
}

async function asSuperuser<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
