/**
 * Imports: files of acts, a row each (contract section 3). A file is spooled, read as a stream and its rows take the way of single
 * acts; a refused row never stops the others.
 */
package minglu.command.imports;
