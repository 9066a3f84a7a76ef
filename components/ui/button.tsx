import { Button as ButtonPrimitive } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import { cn } from "@/lib/cn.ts";

/** The classes of a button, for links that look like one. */
export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  {
    variants: {
      variant: {
        default: "border-transparent bg-primary text-primary-foreground hover:bg-primary/90",
        outline: "border-border bg-card text-foreground hover:bg-accent data-popup-open:bg-accent",
        secondary: "border-transparent bg-secondary text-secondary-foreground hover:bg-border",
        ghost: "border-transparent text-foreground hover:bg-accent data-popup-open:bg-accent",
        destructive: "border-transparent bg-destructive text-destructive-foreground hover:bg-destructive/90",
        link: "border-transparent text-primary underline-offset-4 hover:underline",
      },
      size: {
        default: "h-8 px-3 text-base phone:h-11 phone:px-4",
        xs: "h-6 rounded-sm px-1.5 text-xs phone:h-11 phone:min-w-11 phone:px-3",
        sm: "h-7 px-2 text-sm phone:h-11 phone:px-3",
        lg: "h-10 px-4 text-base phone:h-11",
        icon: "size-8 phone:size-11",
        "icon-xs": "size-6 rounded-sm phone:size-11",
        "icon-sm": "size-7 phone:size-11",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

export type ButtonProps = ButtonPrimitive.Props & VariantProps<typeof buttonVariants>;

/** A button. To look like one but be a link: `<Link className={buttonVariants()}>`. */
export function Button({ className, variant, size, ...props }: ButtonProps) {
  return (
    <ButtonPrimitive
      data-slot="button"
      className={(state) =>
        cn(buttonVariants({ variant, size }), typeof className === "function" ? className(state) : className)
      }
      {...props}
    />
  );
}
