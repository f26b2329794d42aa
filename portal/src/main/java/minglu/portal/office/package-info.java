/** The district office: who still owes what, the returns to accept, the report with its texts, and how the years compare. */
package minglu.portal.office;
