/** Every row of every table, for laws about what must not change and what must not be kept. */
import pg from 'pg'
import type { TestDatabase } from './database.ts'

/** The rows of each table, as text. */
export async function allRows({ superuserUrl }: TestDatabase): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
    )
    const rows = new Map<string, string>()
    for (const { name } of tables.rows) {
      const found = await client.query<{ rows: string | null }>(
        `select string_agg(t::text, e'\n' order by t::text) as rows from ${name} t`,
      )
      rows.set(name, found.rows[0]?.rows ?? '')
    }
    return rows
  } finally {
    await client.end()
  }
}
