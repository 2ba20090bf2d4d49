package org.cnxrunbooks.house;

/** One straight piece of a flow. */
record Line(double x1, double y1, double x2, double y2) {

    boolean isVertical() {
        return x1 == x2;
    }

    boolean isStraight() {
        return x1 == x2 || y1 == y2;
    }

    double minX() {
        return Math.min(x1, x2);
    }

    double maxX() {
        return Math.max(x1, x2);
    }

    double minY() {
        return Math.min(y1, y2);
    }

    double maxY() {
        return Math.max(y1, y2);
    }

    /** Whether the two have a point in common. */
    boolean meets(Line other) {
        return minX() <= other.maxX() && other.minX() <= maxX() && minY() <= other.maxY() && other.minY() <= maxY();
    }
}
