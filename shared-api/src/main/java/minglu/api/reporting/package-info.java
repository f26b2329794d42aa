/**
 * Sign-off: the return of a unit for a year, and the report that is made of it (contract section 5). A return closes its year for
 * new acts while it is accepted; a report keeps figures for good once it is signed.
 */
package minglu.api.reporting;
