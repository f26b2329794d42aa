/** Signing in, and the page one arrives at. */
package minglu.portal.access;
