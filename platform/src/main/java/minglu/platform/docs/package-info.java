/** The description of the public interface: for programs and to be read, without anything from other hosts. */
package minglu.platform.docs;
