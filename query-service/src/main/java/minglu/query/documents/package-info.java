/** The report as a document: one model, laid out as the official form prints it, in several file formats. */
package minglu.query.documents;
