/** What the clocks of many applications say: who owes what by when, what was answered in time, what is worth a look. */
package minglu.query.deadlines;
