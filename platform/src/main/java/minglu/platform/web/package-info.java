/** How requests are read and answers are written: strict JSON, limits, percent-encoded subjects, pages of lists. */
package minglu.platform.web;
