/** The receipt of one act. */
package minglu.query.log.receipts;
