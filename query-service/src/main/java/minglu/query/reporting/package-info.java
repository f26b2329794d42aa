/** Sign-off as it is read: returns, reports and their versions, the board, reference figures (contract section 5). */
package minglu.query.reporting;
