/** Tables for spreadsheet programs, that nothing in them is run. */
package minglu.platform.sheet;
