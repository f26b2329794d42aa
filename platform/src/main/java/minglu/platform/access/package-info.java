/** Who may do what: users, their passwords, the security of every address. */
package minglu.platform.access;
