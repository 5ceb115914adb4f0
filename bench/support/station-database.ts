import pg from 'pg'

/** The two tables of the bare server: the same million notices with their index, and receipts with their key. */
export async function prepareStationBench(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query(`
      drop table if exists bare_notices, bare_receipts;
      create table bare_notices as
        select notice_number, amount_cents, description, due_on, status, receipt_id from installments;
      alter table bare_notices add primary key (notice_number);
      create table bare_receipts (receipt_id text primary key, notice_number text not null, document text not null);
      grant select, update on bare_notices to public;
      grant select, insert on bare_receipts to public;
      analyze bare_notices`)
  } finally {
    await client.end()
  }
}
