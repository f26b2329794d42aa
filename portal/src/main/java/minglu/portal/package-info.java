/** The pages of Minglu: what people see and do in a browser. They ask the services through messages only. */
package minglu.portal;
