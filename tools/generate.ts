/** `npm run generate`: writes anew what is made from the program itself. */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { compile, root } from './build.ts'
import { dumpSchema } from './dump-schema.ts'
import { describeStates } from './print-states.ts'
import { withTestPostgres } from './test-database.ts'

compile()
fs.writeFileSync(path.join(root, 'docs/states.md'), describeStates())
const schema = await withTestPostgres((_serverUrl, { ownerUrl }) => dumpSchema(ownerUrl))
fs.writeFileSync(path.join(root, 'db/schema.sql'), schema)
