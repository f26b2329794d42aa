package minglu.verifier;

/** Nothing can be judged. */
final class UnusableException extends Exception {

    private final transient Place place;
    private final transient Text what;

    UnusableException(Place place, String zh, String en) {
        this(place, new Text(zh, en));
    }

    UnusableException(Place place, Text what) {
        super(what.en(), null, false, false);
        this.place = place;
        this.what = what;
    }

    Place place() {
        return place;
    }

    /** Why. */
    Text what() {
        return what;
    }
}
