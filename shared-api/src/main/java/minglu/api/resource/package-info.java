/** The resources of the public contract as messages, for the pages: the same addresses, members and rights as over HTTP. */
package minglu.api.resource;
