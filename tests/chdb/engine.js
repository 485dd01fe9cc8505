// Answers statements, one a line on standard input as a JSON string, by one line each: {"rows": [[…], …]} or {"error": "…"}.
'use strict';

const readline = require('node:readline');
const { Session } = require('chdb');

const session = new Session();

readline.createInterface({ input: process.stdin }).on('line', line => {
  let answer;
  try {
    const rows = session.query(JSON.parse(line), 'JSONCompactEachRow');
    answer = { rows: rows.split('\n').filter(row => row.length > 0).map(row => JSON.parse(row)) };
  } catch (error) {
    answer = { error: String(error.message ?? error) };
  }

  process.stdout.write(JSON.stringify(answer) + '\n');
}).on('close', () => session.close());
