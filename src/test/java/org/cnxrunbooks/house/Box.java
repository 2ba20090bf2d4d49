package org.cnxrunbooks.house;

import org.camunda.bpm.model.bpmn.instance.dc.Bounds;

/** A rectangle on a diagram, in pixels. */
record Box(double left, double top, double width, double height) {

    static Box of(Bounds bounds) {
        return new Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double middleX() {
        return left + width / 2;
    }

    double middleY() {
        return top + height / 2;
    }

    boolean overlaps(Box other) {
        return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
    }

    /** Whether the line touches the inside; running along the border does not count. */
    boolean isCutBy(Line line) {
        return line.minX() < right() && left < line.maxX() && line.minY() < bottom() && top < line.maxY()
                || line.isVertical()
                        && left < line.x1()
                        && line.x1() < right()
                        && line.minY() < bottom()
                        && top < line.maxY()
                || !line.isVertical()
                        && top < line.y1()
                        && line.y1() < bottom()
                        && line.minX() < right()
                        && left < line.maxX();
    }

    /** Which border a point lies on. */
    Side sideOf(double x, double y) {
        if (near(x, left) && inside(y, top, bottom())) {
            return Side.LEFT;
        }
        if (near(x, right()) && inside(y, top, bottom())) {
            return Side.RIGHT;
        }
        if (near(y, top) && inside(x, left, right())) {
            return Side.TOP;
        }
        return near(y, bottom()) && inside(x, left, right()) ? Side.BOTTOM : Side.NONE;
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= 1;
    }

    private static boolean inside(double value, double from, double to) {
        return from <= value && value <= to;
    }

    /** A border of a shape. */
    enum Side {
        LEFT,
        RIGHT,
        TOP,
        BOTTOM,
        NONE
    }
}
